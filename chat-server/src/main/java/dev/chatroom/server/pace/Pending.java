package dev.chatroom.server.pace;

/** Something that the server has yet to do before a client's last line can be answered. For any thread. */
public interface Pending {
    /** Runs this when it is done; at once if it is. The action is short and never blocks. */
    void whenDone(Runnable action);

    /**
     * Says that nobody waits for it any more, since the client has gone.
     *
     * @return false if it is being done, or has been, so that the answer comes all the same
     */
    boolean abandon();
}

package dev.chatroom.server.web.chat;

/** Users whose connection is lost, and who are kept for their clients to come back. For any thread. */
public interface AbsentUsers {

    /**
     * Lets the user of this name leave, for somebody from the same address who wants it: most likely the same person.
     *
     * @param key the name, folded
     * @return whether there was one
     */
    boolean yieldName(String key, String address);
}

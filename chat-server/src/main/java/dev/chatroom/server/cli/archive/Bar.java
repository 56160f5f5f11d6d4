package dev.chatroom.server.cli.archive;

/** Shows on a terminal how far something is. For one thread. */
public interface Bar {
    /** So much is done, from 0 to 100. */
    void at(String doing, long percent);

    /** Leaves nothing to be seen. */
    void end();
}

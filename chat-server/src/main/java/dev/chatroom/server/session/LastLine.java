package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Line;
import org.jspecify.annotations.Nullable;

/** What a client reads last whose session was ended from outside. For any thread; it is written once. */
interface LastLine {

    /** Whether the caller is the one who writes it. */
    boolean claim();

    /**
     * Writes it unless that has been done; for a thread that may wait.
     *
     * @param firstLine what the client has said; null if nothing
     * @return false if the connection is gone, or the user is in and reads it behind all else
     */
    boolean say(@Nullable Line firstLine);
}

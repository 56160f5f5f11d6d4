package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Line;
import org.jspecify.annotations.Nullable;

/**
 * Why and when a session ended.
 *
 * @param at by the server's clock
 * @param lastLine what the client is to read last; null if the session was not ended from outside
 */
record SessionEnd(CloseReason how, long at, @Nullable LastLine lastLine) {

    /** Sends the client its last line if its user is not in; false if there is none, or the connection is gone. */
    boolean sayFarewell(@Nullable Line firstLine) {
        return lastLine != null && lastLine.say(firstLine);
    }

    /** Whether the caller writes the client's last line, and nobody else. */
    boolean claimLastLine() {
        return lastLine == null || lastLine.claim();
    }
}

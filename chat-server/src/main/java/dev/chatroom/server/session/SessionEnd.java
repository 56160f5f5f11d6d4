package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Line;
import org.jspecify.annotations.Nullable;

/**
 * Why and when a session ended.
 *
 * @param at by the server's clock
 * @param farewell what the client is to read last if its user is not in; null if the session was not ended from outside
 */
record SessionEnd(CloseReason how, long at, @Nullable Farewell farewell) {

    /** Sends the client its last line if its user is not in; false if there is none, or the connection is gone. */
    boolean sayFarewell(@Nullable Line firstLine) {
        return farewell != null && farewell.say(firstLine);
    }

    /** Whether the caller writes the client's last line, and not the farewell. */
    boolean claimLastLine() {
        return farewell == null || farewell.claim();
    }
}

package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Dialect;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection whose client may come back. It is decided once whether the user stays; then events that have come and are not written
 * yet wait for the next connection. For any thread.
 */
final class Detachment {
    private final Resumptions resumptions;
    private final Resumption resumption;
    private final Dialect dialect;
    private final SessionState state;
    private final ReentrantLock coming;

    /** Whether the user stays; null as long as nobody has asked. Written once, under {@code coming}. */
    private @Nullable Boolean stays;

    /**
     * Of a user whose connection ends.
     *
     * @param dialect knows whether there is something for which the client would come back
     * @param state whether and why the connection ends
     * @param coming held while the user comes in and leaves, so that it is decided before or afterwards
     */
    Detachment(
            Resumptions resumptions, Resumption resumption, Dialect dialect, SessionState state, ReentrantLock coming) {
        this.resumptions = resumptions;
        this.resumption = resumption;
        this.dialect = dialect;
        this.state = state;
        this.coming = coming;
    }

    /** The connection has ended, and its reader does no more: whether the user stays. */
    boolean complete() {
        SessionEnd end = state.end();
        if (end == null || !staysBehind()) {
            return false;
        }
        resumptions.detach(resumption, end.how());
        return true;
    }

    /** Whether the user stays, if the connection has ended. */
    boolean staysBehind() {
        coming.lock();
        try {
            SessionEnd end = state.end();
            if (stays == null && end != null) {
                stays = dialect.isResumable()
                        && !end.how().longestAway().isZero() && resumptions.admit(resumption, end.how());
            }
            return Boolean.TRUE.equals(stays);
        } finally {
            coming.unlock();
        }
    }
}

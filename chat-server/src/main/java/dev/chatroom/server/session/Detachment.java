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
    private final Resumption.Connection writing;
    private final Dialect dialect;
    private final SessionState state;
    private final ReentrantLock coming;

    /** Whether the user stays; null as long as nobody has asked. Written once, under {@code coming}. */
    private @Nullable Boolean stays;

    /**
     * Of a user who has a connection.
     *
     * @param writing the connection
     * @param dialect knows whether there is something for which the client would come back
     * @param state whether and why the connection ends
     * @param coming held while the user comes in and leaves, so that it is decided before or afterwards
     */
    Detachment(
            Resumptions resumptions, Resumption resumption, Resumption.Connection writing, Dialect dialect,
            SessionState state, ReentrantLock coming) {
        this.resumptions = resumptions;
        this.resumption = resumption;
        this.writing = writing;
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

    /** Whether the connection ends and the user stays. */
    boolean isLeftBehind() {
        return state.isEnding() && staysBehind();
    }

    /** The connection writes no more, though something has come: another connection may write it. */
    void park() {
        resumption.park(writing);
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

    /** The user has left, and nobody can come back for that. */
    void forget() {
        resumptions.forget(resumption);
    }
}

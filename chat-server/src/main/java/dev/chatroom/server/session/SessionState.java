package dev.chatroom.server.session;

import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.protocol.Framing;
import dev.chatroom.server.protocol.LineEnd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** What the parts of a session tell each other. They know this, and the {@link Session} knows them. For any thread. */
final class SessionState {
    private static final AtomicReferenceFieldUpdater<SessionState, SessionEnd> END =
            AtomicReferenceFieldUpdater.newUpdater(SessionState.class, SessionEnd.class, "end");

    private static final VarHandle CLOSING_SAID;

    static {
        try {
            CLOSING_SAID = MethodHandles.lookup().findVarHandle(SessionState.class, "closingSaid", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ServerClock clock;
    private final IdleTimer idleness;

    /** Set once. */
    private volatile @Nullable SessionEnd end;

    /** Written by the reader. */
    private volatile Framing framing = LineEnd.LF;

    /** Written by the reader. */
    private volatile boolean throttled;

    /** Written while nobody can come in. */
    private volatile boolean asking;

    /** From false to true, once; a boolean is no larger than what objects are filled up with. */
    @SuppressWarnings("unused") // by its handle
    private volatile boolean closingSaid;

    SessionState(ServerClock clock) {
        this.clock = clock;
        this.idleness = new IdleTimer(clock);
    }

    /** Ends the session, if nothing has before; whether that is so. */
    boolean markEnded(CloseReason how, @Nullable LastLine lastLine) {
        return END.compareAndSet(this, null, new SessionEnd(how, clock.now(), lastLine));
    }

    boolean isEnding() {
        return end != null;
    }

    /** Why and when it ended; null if it has not. */
    @Nullable SessionEnd end() {
        return end;
    }

    /** The client was heard. */
    void heard() {
        idleness.end();
    }

    IdleTimer idleness() {
        return idleness;
    }

    /** Whether a line waits because the client is too fast, or did when the session ended. */
    boolean isThrottled() {
        return throttled;
    }

    /** For the reader: whether that is so from now on. */
    void setThrottled(boolean now) {
        throttled = now;
    }

    /** Whether the client has asked by HTTP, so that nothing is said to it in plain words. */
    boolean isAsking() {
        return asking;
    }

    /** That is so from now on. */
    void markAsking() {
        asking = true;
    }

    /** Whether the caller sends the closing that the protocol has, and nobody else: reader and writer may both have a reason. */
    boolean claimClosing() {
        return CLOSING_SAID.compareAndSet(this, false, true);
    }

    /** How the client is sent what it reads. */
    Framing framing() {
        return framing;
    }

    /** For the reader: the same from now on. */
    void frameBy(Framing next) {
        if (!framing.equals(next)) {
            framing = next;
        }
    }
}

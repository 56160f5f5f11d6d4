package dev.chatroom.server;

import dev.chatroom.server.dialect.Pending;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one client, and the times in which nothing that it says is acted on: because it is too fast, or because
 * the server has yet to answer. Confined to the reader's thread, except where said.
 */
final class PausableInput {
    private final Session session;
    private final Wire wire;
    private final ScheduledExecutorService timer;

    /** The wait under way, if any. Written by the reader. */
    private volatile @Nullable Pause pause;

    /** What has been read while the server kept the client waiting; null if nothing can be left of that. */
    private @Nullable ReadAhead ahead;

    PausableInput(Session session, Wire wire, ScheduledExecutorService timer) {
        this.session = session;
        this.wire = wire;
        this.timer = timer;
    }

    /** Reads like {@link Wire#read}. */
    int read(ByteBuffer into) throws IOException, InterruptedException {
        if (ahead == null) {
            return wire.read(into);
        }
        int count = ahead.read(into);
        if (ahead.isDone()) {
            ahead = null;
        }
        return count == 0 ? wire.read(into) : count;
    }

    /** Ends a wait, since the session ends. For any thread. */
    void hurry() {
        Pause waiting = pause;
        if (waiting != null) {
            waiting.end();
        }
    }

    /** Whether the client is made to wait. For any thread. */
    boolean isPausing() {
        return pause != null;
    }

    /** Waits so long, or until the session ends. */
    void pause(Duration length) throws InterruptedException {
        pauseUntil(waiting -> {
            ScheduledFuture<?> unused = timer.schedule(waiting::end, length.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /**
     * Waits until the server has done what the client waits for, or the session ends.
     *
     * @param more whether the client has said more already, so that the end of its input does not mean that it has gone
     * @return false if the client has gone, and what it waited for has been given up
     * @throws IOException if the connection broke
     */
    boolean await(Pending pending, boolean more) throws IOException, InterruptedException {
        ReadAhead reading = ahead == null ? new ReadAhead(wire) : ahead;
        ahead = reading;
        AtomicBoolean gone = new AtomicBoolean();
        pauseUntil(waiting -> {
            pending.whenDone(waiting::end);
            if (!more) {
                reading.start(() -> {
                    gone.set(true);
                    waiting.end();
                });
            }
        });
        if (!gone.get() && !session.isEnding()) {
            return true;
        }
        boolean abandoned = pending.abandon();
        reading.expectUnbroken();
        if (!abandoned) {
            // It is being done; a client that has only ended its output may still read the answer.
            pauseUntil(waiting -> pending.whenDone(waiting::end));
        }
        return !abandoned;
    }

    private void pauseUntil(Consumer<Pause> arranged) throws InterruptedException {
        Pause waiting = new Pause();
        pause = waiting;
        // Whoever ends the session marks it first and hurries us then, so one of us notices the other.
        if (!session.isEnding()) {
            arranged.accept(waiting);
            waiting.await();
        }
        pause = null;
    }
}

package dev.chatroom.server.session;

import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.Pause;
import dev.chatroom.server.pace.Pending;
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
    /** After so long the end of the input is looked for first; then after twice as long each time. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(4);

    private static final int FIRST_BYTES = 128;

    private final SessionState state;
    private final UserBinding binding;
    private final Wire wire;
    private final ScheduledExecutorService timer;

    /** The wait under way, if any. Written by the reader. */
    private volatile @Nullable Pause pause;

    /** Whether that is for an answer. Written by the reader. */
    private volatile boolean awaiting;

    /** What has come while its end was waited for; null if nothing is left of that. */
    private @Nullable ByteBuffer kept;

    /** Whether it has ended, so that it says nothing about the client any more. */
    private boolean ended;

    /** What has been read while the server kept the client waiting; null if nothing can be left of that. */
    private @Nullable ReadAhead ahead;

    PausableInput(SessionState state, UserBinding binding, Wire wire, ScheduledExecutorService timer) {
        this.state = state;
        this.binding = binding;
        this.wire = wire;
        this.timer = timer;
    }

    /** Reads like {@link Wire#read} what has come while the client was kept waiting; 0 if the wire itself is to be read. */
    int readKept(ByteBuffer into) throws IOException, InterruptedException {
        if (kept != null) {
            return takeKept(into, kept);
        }
        if (ahead == null) {
            return 0;
        }
        int count = ahead.read(into);
        if (ahead.isDone()) {
            ahead = null;
        }
        return count;
    }

    /** Reads like {@link Wire#read}. */
    int read(ByteBuffer into) throws IOException, InterruptedException {
        int count = readKept(into);
        return count == 0 ? wire.read(into) : count;
    }

    private int takeKept(ByteBuffer into, ByteBuffer from) {
        int count = Math.min(into.remaining(), from.remaining());
        into.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        if (!from.hasRemaining()) {
            kept = null;
        }
        return count;
    }

    /**
     * Whether it ends within this time, before the client is greeted, and with no more than so many bytes; what has come is
     * read afterwards. To be asked before anything else keeps the client waiting.
     */
    boolean endsWithin(Duration time, int most) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        Duration step = FIRST_LOOK;
        ByteBuffer came = ByteBuffer.allocate(FIRST_BYTES);
        boolean waiting = true;
        while (waiting && !ended && !binding.isOpen() && !state.isEnding()) {
            if (!came.hasRemaining()) {
                came = ByteBuffer.allocate(2 * came.capacity()).put(came.flip());
            }
            int read = wire.readNow(came);
            long left = until - System.nanoTime();
            ended = read < 0;
            waiting = read > 0 ? came.position() < most : left > 0;
            if (read == 0 && waiting) {
                pause(Duration.ofNanos(Math.min(step.toNanos(), left)));
                step = step.multipliedBy(2);
            }
        }
        kept = came.position() == 0 ? null : came.flip();
        return ended;
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

    /** Whether the client waits for an answer. For any thread. */
    boolean isAwaiting() {
        return awaiting;
    }

    /** Lets all others run that can. */
    void letOthersRun() throws InterruptedException {
        Pause.letOthersRun(timer);
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
        awaiting = true;
        try {
            return awaitAnswer(pending, more);
        } finally {
            awaiting = false;
        }
    }

    private boolean awaitAnswer(Pending pending, boolean more) throws IOException, InterruptedException {
        ReadAhead reading = ahead == null ? new ReadAhead(wire) : ahead;
        ahead = reading;
        AtomicBoolean gone = new AtomicBoolean();
        pauseUntil(waiting -> {
            pending.whenDone(waiting::end);
            if (!more && kept == null && !ended) {
                reading.start(() -> {
                    gone.set(true);
                    waiting.end();
                });
            }
        });
        if (!gone.get() && !state.isEnding()) {
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
        if (!state.isEnding()) {
            arranged.accept(waiting);
            waiting.await();
        }
        pause = null;
    }
}

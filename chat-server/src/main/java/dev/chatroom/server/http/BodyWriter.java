package dev.chatroom.server.http;

import dev.chatroom.server.net.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Writes a body that goes on for as long as there is something to say. For the connection's reader, except where said. */
public final class BodyWriter {
    private final Wire wire;
    private final ScheduledExecutorService timer;

    /** Has a permit when there may be something to do. */
    private final Semaphore signals = new Semaphore(0);

    private volatile boolean ended;

    BodyWriter(Wire wire, ScheduledExecutorService timer) {
        this.wire = wire;
        this.timer = timer;
    }

    /** Writes, waiting as long as the client does not read. */
    public void write(byte[] bytes) throws IOException {
        wire.write(ByteBuffer.wrap(bytes));
    }

    /** Ends a wait, or the next one. For any thread. */
    public void signal() {
        signals.release();
    }

    /**
     * Waits for a signal, but no longer than that. It may also return without one.
     *
     * @return false if the connection is to end, or the client has gone
     */
    public boolean await(Duration most) throws IOException, InterruptedException {
        if (!ended) {
            // The thread itself waits without a timeout: see dev.chatroom.server.pace.Pause.
            ScheduledFuture<?> end = timer.schedule(this::signal, most.toNanos(), TimeUnit.NANOSECONDS);
            signals.acquire();
            int unused = signals.drainPermits();
            end.cancel(false);
        }
        return !ended && isThere();
    }

    /** Whether the client has not closed its side. It has nothing to say any more: its end could not be seen behind much of that. */
    private boolean isThere() throws IOException {
        return wire.readNow(ByteBuffer.allocate(1)) == 0;
    }

    /** The connection is to end. For any thread. */
    void end() {
        ended = true;
        signal();
    }
}

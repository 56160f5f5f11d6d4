package dev.chatroom.server.store;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long after one another commits begin. A commit has a price of its own, and wakes readers, so while people talk at the
 * same time more events share each. Whoever talks alone waits for nothing. Owned by the writer.
 */
final class CommitPace {
    /** From so many events on, a commit is shared. */
    private static final int SHARED = 2;

    private static final long SHARED_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** From so many events on, the chat is so busy that nobody notices a few milliseconds. */
    private static final int BUSY = 16;

    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LongSupplier nanoTime;

    /** When the last events were taken, and how many. */
    private long tookAt;

    private int took;

    /** @param nanoTime a clock */
    CommitPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** So many events have been taken, to be committed now. */
    void took(int events) {
        took = events;
        tookAt = nanoTime.getAsLong();
    }

    /** How long the next commit waits for more events, in nanoseconds; not at all if this is not positive. */
    long untilNext() {
        if (took < SHARED) {
            return 0;
        }
        return (took < BUSY ? SHARED_NANOS : BUSY_NANOS) - (nanoTime.getAsLong() - tookAt);
    }
}

package dev.chatroom.server.cluster.order;

import java.util.concurrent.TimeUnit;

/**
 * When the readers are told of what has been handed over. To wake them has a price, so while many talk at the same time more
 * events share it. An event that comes alone waits for nothing. Owned by the reader's thread.
 */
final class BatchPace {
    /** So many events are in a batch at most: far fewer than a room keeps for those who are behind. */
    static final int MOST = 256;

    /** A batch goes on for so long at most. */
    static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(5);

    /** From so many events on, the next batch waits for more of them. */
    private static final int SHARED = 2;

    /** So long after one another such batches end. */
    static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(2);

    /** How many events are in the batch, and how many were in the last. */
    private int size;
    private int lastSize;

    private long beganAt;
    private long endedAt;

    /** One more has been handed over. */
    void add(long now) {
        beganAt = size == 0 ? now : beganAt;
        size += 1;
    }

    /**
     * How long the batch still waits for more; not at all if this is not positive.
     *
     * @param more whether there is one already
     */
    long untilEnd(boolean more, long now) {
        if (size == 0 || size >= MOST) {
            return 0;
        } else if (more) {
            return beganAt + LONGEST - now;
        }
        return lastSize < SHARED ? 0 : endedAt + BETWEEN - now;
    }

    /** Ends the batch; false if nothing was in it. */
    boolean end(long now) {
        if (size == 0) {
            return false;
        }
        lastSize = size;
        size = 0;
        endedAt = now;
        return true;
    }
}

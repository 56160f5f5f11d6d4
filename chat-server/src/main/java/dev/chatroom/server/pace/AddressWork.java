package dev.chatroom.server.pace;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The work that all connections of one address make together, which would otherwise multiply with their number. What takes
 * long is done for one of them at a time, in the order in which they ask. For any thread.
 */
public final class AddressWork {
    /** Connections that a browser opens for later are used within this time, or never (Chromium: a minute). */
    public static final Duration BROWSER_PREPARES = Duration.ofSeconds(65);

    private static final int UNITS_PER_CONNECTION = 10;

    private final WorkLimit limit;
    private final AtomicLong paidAt = new AtomicLong(WorkLimit.NEVER);
    private final Semaphore turn = new Semaphore(1, true);

    private final Semaphore reading = new Semaphore(1, true);

    /** When somebody asked by HTTP last, by {@link System#nanoTime}; of no meaning before that. */
    private volatile long browsedAt;

    private volatile boolean browsed;

    /** Shared by all addresses. */
    private final Semaphore longTurns;

    /**
     * Of an address that owes nothing.
     *
     * @param longTurns has a permit for each long turn that all addresses together may have at once
     */
    AddressWork(WorkLimit limit, Semaphore longTurns) {
        this.limit = limit;
        this.longTurns = longTurns;
    }

    /** Charges so many units, for something that one of the connections does not ask for by a line. */
    public void charge(int units) {
        chargeParts((long) units * WorkLimit.PARTS);
    }

    void chargeParts(long parts) {
        if (!limit.isUnlimited()) {
            paidAt.updateAndGet(before -> limit.charged(before, parts));
        }
    }

    /** Charges a new connection; returns how long it has to wait before it is served. */
    Duration connect() {
        Duration wait = untilNext();
        charge(UNITS_PER_CONNECTION);
        return wait;
    }

    /** Somebody asks by HTTP: a browser, perhaps, which opens several connections. */
    public void markBrowsed() {
        browsedAt = System.nanoTime();
        browsed = true;
    }

    /** How long it takes until nobody has asked by HTTP for this time; zero if that is so. */
    public Duration untilUnbrowsed(Duration time) {
        long left = time.toNanos() - (System.nanoTime() - browsedAt);
        return browsed && left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** How long these connections have to wait before they may ask for more. */
    public Duration untilNext() {
        return limit.untilNext(paidAt.get());
    }

    /** Waits for the turn of one of these connections, which {@link #endTurn} ends. */
    public void beginTurn() {
        if (!limit.isUnlimited()) {
            turn.acquireUninterruptibly();
        }
    }

    /** Lets the next begin. */
    public void endTurn() {
        if (!limit.isUnlimited()) {
            turn.release();
        }
    }

    /**
     * Waits for the turn to do what keeps a carrier for some time, which {@link #endLongTurn} ends. So few have one at once, of
     * whatever addresses, that a carrier is left for all others. The addresses take turns.
     */
    public void beginLongTurn() {
        if (!limit.isUnlimited()) {
            // In this order, an address has no more than one connection that waits among those of all addresses.
            turn.acquireUninterruptibly();
            longTurns.acquireUninterruptibly();
        }
    }

    /** Lets the next begin. */
    public void endLongTurn() {
        if (!limit.isUnlimited()) {
            longTurns.release();
            turn.release();
        }
    }

    /**
     * Waits for the turn to ask a disk, which {@link #endReading} ends. One of these connections has it at a time, so that no
     * address has all that may ask; whatever else they do goes on meanwhile.
     */
    public void beginReading() {
        if (!limit.isUnlimited()) {
            reading.acquireUninterruptibly();
        }
    }

    /** Lets the next begin. */
    public void endReading() {
        if (!limit.isUnlimited()) {
            reading.release();
        }
    }

    /** Whether a browser may have connections there that it keeps for later. */
    boolean isBrowsing() {
        return !untilUnbrowsed(BROWSER_PREPARES).isZero();
    }

    /** Whether nothing is owed, so that this may be forgotten. */
    boolean isPaid() {
        return limit.isPaid(paidAt.get());
    }
}

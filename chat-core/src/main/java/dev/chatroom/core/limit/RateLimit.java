package dev.chatroom.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * How fast one user may write, and come into rooms: a burst, then a steady rate. The generic cell rate algorithm (ITU-T
 * I.371), which is a token bucket in one number: the moment at which the bucket will be full again. For any thread.
 */
public final class RateLimit {
    private static final AtomicLongFieldUpdater<RateLimit> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(RateLimit.class, "fullAt");
    private static final AtomicLongFieldUpdater<RateLimit> JOINS_FULL_AT =
            AtomicLongFieldUpdater.newUpdater(RateLimit.class, "joinsFullAt");
    private static final long MICROS = 1_000_000;

    /**
     * How fast each user of a chat may be: one object for all of them.
     *
     * @param perSecond messages a second in the long run, and rooms come into; 0 for no limit
     * @param burst messages at once after a pause
     * @param joinBurst rooms come into at once after a pause
     */
    public record Rates(int perSecond, int burst, int joinBurst, Clock clock) {}

    private final Rates rates;

    /** By the clock's microseconds. */
    @SuppressWarnings("UnusedVariable") // the updater reads it
    private volatile long fullAt = Long.MIN_VALUE;

    /** The same for coming into rooms. */
    @SuppressWarnings("UnusedVariable") // the updater reads it
    private volatile long joinsFullAt = Long.MIN_VALUE;

    /** A limit that has not been used yet. */
    public RateLimit(Rates rates) {
        this.rates = rates;
    }

    /** Takes leave for one message: zero if granted, else how long to wait before the next attempt will be. */
    public Duration take() {
        return take(FULL_AT, rates.burst());
    }

    /**
     * Takes leave to come into one room. A bucket of its own, since programs come into all their rooms at once and talk
     * then, and who comes and goes all the time disturbs a room no less than who talks.
     */
    public Duration takeJoin() {
        return take(JOINS_FULL_AT, rates.joinBurst());
    }

    private Duration take(AtomicLongFieldUpdater<RateLimit> bucket, int most) {
        if (rates.perSecond() == 0) {
            return Duration.ZERO;
        }
        long cost = MICROS / rates.perSecond();
        long size = cost * most;
        while (true) {
            long now = rates.clock().millis() * 1_000;
            long before = bucket.get(this);
            // Never further away than an empty bucket takes to fill: a clock that was set back costs no more than that.
            long bounded = Math.min(Math.max(before, now), now + size);
            long wait = bounded + cost - now - size;
            if (bucket.compareAndSet(this, before, wait > 0 ? bounded : bounded + cost)) {
                return wait > 0 ? Duration.ofNanos(wait * 1_000) : Duration.ZERO;
            }
        }
    }
}

package dev.chatroom.core;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * How fast one user may write: a burst, then a steady rate. The generic cell rate algorithm (ITU-T I.371), which is a
 * token bucket in one number: the moment at which the bucket will be full again. For any thread.
 */
final class RateLimit {
    private static final AtomicLongFieldUpdater<RateLimit> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(RateLimit.class, "fullAt");
    private static final long MICROS = 1_000_000;

    private final int perSecond;
    private final int burst;
    private final Clock clock;

    /** By the clock's microseconds. */
    private volatile long fullAt = Long.MIN_VALUE;

    /** @param perSecond messages a second in the long run, 0 for no limit */
    RateLimit(int perSecond, int burst, Clock clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** Takes leave for one message: zero if granted, else how long to wait before the next attempt will be. */
    Duration take() {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        long cost = MICROS / perSecond;
        long size = cost * burst;
        while (true) {
            long now = clock.millis() * 1_000;
            long before = fullAt;
            // Never further away than an empty bucket takes to fill: a clock that was set back costs no more than that.
            long bounded = Math.min(Math.max(before, now), now + size);
            long wait = bounded + cost - now - size;
            if (FULL_AT.compareAndSet(this, before, wait > 0 ? bounded : bounded + cost)) {
                return wait > 0 ? Duration.ofNanos(wait * 1_000) : Duration.ZERO;
            }
        }
    }
}

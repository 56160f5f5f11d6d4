package dev.chatroom.server.pace;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast scripts may send that connect anew for each line: those of one host together as fast as one user, by the generic
 * cell rate algorithm (ITU-T I.371). A host is forgotten when it might send a whole burst again. For any thread.
 */
public final class SenderRates {
    /** More hosts at once are more than a server has connections for; then the one that sent longest ago is forgotten. */
    private static final int MOST_HOSTS = 16_384;

    private static final long MICROS = 1_000_000;

    private final InstantSource clock;

    /** In microseconds; 0 for no limit. */
    private final long cost;

    private final long size;
    private final ReentrantLock lock = new ReentrantLock();

    /** When each host may send a whole burst again, by the clock's microseconds; who sent last is last. Guarded by the lock. */
    private final Map<String, Long> fullAt = new LinkedHashMap<>();

    /** As fast as {@link Limit#RATE} and {@link Limit#BURST} say. */
    public SenderRates(Limits limits, InstantSource clock) {
        int perSecond = limits.of(Limit.RATE);
        this.clock = clock;
        this.cost = perSecond == 0 ? 0 : MICROS / perSecond;
        this.size = cost * limits.of(Limit.BURST);
    }

    /** Takes leave for one line from this host: zero if granted, else how long to wait before the next attempt. */
    public Duration take(String host) {
        return take(host, 1);
    }

    /** The same for so many lines at once, no more than a burst has. */
    public Duration take(String host, int lines) {
        if (cost == 0) {
            return Duration.ZERO;
        }
        lock.lock();
        try {
            long now = clock.millis() * 1_000;
            forgetTheRested(now);
            // Never further away than an empty bucket takes to fill: a clock that was set back costs no more than that.
            long before = Math.clamp(fullAt.getOrDefault(host, now), now, now + size);
            long wait = before + lines * cost - now - size;
            if (wait > 0) {
                return Duration.ofNanos(wait * 1_000);
            }
            fullAt.remove(host);
            fullAt.put(host, before + lines * cost);
            return Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /** How many hosts are remembered. */
    int hosts() {
        lock.lock();
        try {
            return fullAt.size();
        } finally {
            lock.unlock();
        }
    }

    /** Those who sent longest ago, as long as they are rested; others who are get their turn when these are gone. */
    private void forgetTheRested(long now) {
        var oldest = fullAt.values().iterator();
        while (oldest.hasNext()) {
            long full = oldest.next();
            boolean rested = full <= now || full > now + size;
            if (!rested && fullAt.size() < MOST_HOSTS) {
                return;
            }
            oldest.remove();
        }
    }
}

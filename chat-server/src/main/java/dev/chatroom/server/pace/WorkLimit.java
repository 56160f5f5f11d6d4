package dev.chatroom.server.pace;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How much work the server does for somebody: so many units a second in the long run, and what has been saved in a pause of
 * up to {@code burstSeconds} at once. What is done is charged afterwards, when it is known what it cost; so the next waits
 * until no more than the burst is owed. As a {@code RateLimit}, one number says it all: when nothing will be owed any more.
 *
 * <p>A unit is what the server does in about 20 microseconds: a short answer such as PONG with all that stands around it, or
 * {@value #LINES} lines of a long one.
 *
 * @param perSecond units a second; 0 for no limit
 */
public record WorkLimit(int perSecond, int burstSeconds, InstantSource clock) {
    /** How many lines of a long answer cost a unit. */
    public static final int LINES = 16;

    /** Prices are told in these, since a line costs less than a unit. */
    static final int PARTS = LINES;

    /** When somebody owes nothing who has not asked for anything. */
    static final long NEVER = Long.MIN_VALUE;

    private static final long MICROS = 1_000_000;

    /** Nobody owes more than takes so long to pay, whatever it was or the clock did. */
    private static final long MOST_OWED_MICROS = 10 * MICROS;

    boolean isUnlimited() {
        return perSecond == 0;
    }

    /** When all will be paid that is owed until now and these parts of units besides, by the clock's microseconds. */
    long charged(long paidAt, long parts) {
        long now = clock.millis() * 1_000;
        long most = now + burstSeconds * MICROS + MOST_OWED_MICROS;
        return Math.min(most, Math.clamp(paidAt, now, most) + parts * MICROS / PARTS / perSecond);
    }

    /** How long it takes until no more than the burst is owed. */
    Duration untilNext(long paidAt) {
        if (paidAt == NEVER) {
            return Duration.ZERO;
        }
        long now = clock.millis() * 1_000;
        long wait = Math.min(paidAt - now - burstSeconds * MICROS, MOST_OWED_MICROS);
        return wait > 0 ? Duration.ofNanos(wait * 1_000) : Duration.ZERO;
    }

    /** Whether nothing is owed. */
    boolean isPaid(long paidAt) {
        return paidAt <= clock.millis() * 1_000;
    }
}

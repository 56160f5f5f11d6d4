package dev.chatroom.server.pace;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long clients have had for what they must do in time. Nobody can answer a server that stands still: its process may be
 * stopped, its virtual machine suspended, its memory swapped out. So when the sweeper finds itself late, everybody's time
 * begins anew.
 *
 * <p>Times are those of {@link System#nanoTime}, so it does not matter when the machine's clock is set. Where that time stands
 * still too while a machine sleeps, nobody loses any. For any thread, but {@link #beat}.
 */
public final class ServerClock {
    private static final long MOST_BEAT_MILLIS = 1_000;
    private static final long LEAST_BEAT_MILLIS = 10;
    private static final int BEATS_PER_TIMEOUT = 8;

    /** A stop that is not found out costs nobody more than half of the shortest timeout. */
    private static final int BEATS_TO_BE_LATE = BEATS_PER_TIMEOUT / 2;

    /** Busy machines are so late now and then. */
    private static final long LEAST_LATE_MILLIS = 500;

    private final LongSupplier nanoTime;
    private final long lateNanos;
    private final Duration interval;

    /** When the server ran last for certain. Written by the sweeper, after {@code resumedAt}. */
    private volatile long beatAt;

    /** When it went on after it had stood still, or began. Written by the sweeper. */
    private volatile long resumedAt;

    /**
     * A clock that begins now.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param late how long after the beat before a beat is so late that the server must have stood still
     */
    public ServerClock(LongSupplier nanoTime, Duration late) {
        this(nanoTime, late, Duration.ofMillis(MOST_BEAT_MILLIS));
    }

    private ServerClock(LongSupplier nanoTime, Duration late, Duration interval) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.lateNanos = late.toNanos();
        this.resumedAt = nanoTime.getAsLong();
        this.beatAt = resumedAt;
    }

    /**
     * The clock of a server, which begins now.
     *
     * @param timeouts all that it is to measure; zero stands for none, and one is longer
     */
    public static ServerClock start(List<Duration> timeouts) {
        long interval = interval(timeouts);
        long late = Math.max(LEAST_LATE_MILLIS, BEATS_TO_BE_LATE * interval);
        return new ServerClock(System::nanoTime, Duration.ofMillis(late), Duration.ofMillis(interval));
    }

    private static long interval(List<Duration> timeouts) {
        Duration shortest = timeouts.stream()
                .filter(timeout -> !timeout.isZero())
                .min(Duration::compareTo)
                .orElseThrow();
        return Math.clamp(shortest.toMillis() / BEATS_PER_TIMEOUT, LEAST_BEAT_MILLIS, MOST_BEAT_MILLIS);
    }

    /** How often it has to beat: once a second, or more often where a timeout is so short that this would be coarse. */
    public Duration interval() {
        return interval;
    }

    /** The time now, in nanoseconds, to be compared by {@link #since}. */
    public long now() {
        return nanoTime.getAsLong();
    }

    /** The server runs. Called by the sweeper, again and again. */
    public void beat() {
        long now = now();
        if (now - beatAt > lateNanos) {
            resumedAt = now;
        }
        beatAt = now;
    }

    /** How many nanoseconds there have been since then for somebody to do something, without a stop. */
    public long since(long then) {
        long beat = beatAt;
        long now = now();
        if (now - beat > lateNanos) {
            // It has just gone on, and the sweeper is about to find out.
            return 0;
        }
        long resumed = resumedAt;
        return now - (then - resumed > 0 ? then : resumed);
    }

    /** Whether there has been more time since then. */
    public boolean isOver(long then, Duration allowed) {
        return since(then) > allowed.toNanos();
    }
}

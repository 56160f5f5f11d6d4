package dev.chatroom.server.faults;

import java.time.Duration;
import java.util.Arrays;

/** How long lines took from the one who wrote them to those who read them, exact to an eighth. For any thread. */
final class Latencies {
    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private Duration slowest = Duration.ZERO;

    synchronized void add(long nanos) {
        long positive = Math.max(STEPS, nanos);
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
        int step = (int) (positive >>> (octave - STEP_BITS)) & (STEPS - 1);
        counts[octave * STEPS + step]++;
        Duration taken = Duration.ofNanos(nanos);
        slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
    }

    synchronized void add(Latencies others) {
        long[] more = others.copyOfCounts();
        for (int i = 0; i < counts.length; i++) {
            counts[i] += more[i];
        }
        Duration taken = others.slowest();
        slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
    }

    private synchronized long[] copyOfCounts() {
        return counts.clone();
    }

    synchronized long count() {
        return Arrays.stream(counts).sum();
    }

    synchronized Duration slowest() {
        return slowest;
    }

    /** What so many of a hundred lines did not take longer than. */
    synchronized Duration percentile(int percent) {
        long wanted = (Arrays.stream(counts).sum() * percent + 99) / 100;
        int bucket = 0;
        for (long seen = counts[0]; seen < wanted; seen += counts[bucket]) {
            bucket++;
        }
        int octave = bucket / STEPS;
        long top = (long) (STEPS + bucket % STEPS + 1) << octave >>> STEP_BITS;
        return Duration.ofNanos(top);
    }

    @Override
    public String toString() {
        return "%,d lines, median %.2f ms, 99 of 100 within %.2f ms, slowest %.2f ms"
                .formatted(count(), millis(percentile(50)), millis(percentile(99)), millis(slowest()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}

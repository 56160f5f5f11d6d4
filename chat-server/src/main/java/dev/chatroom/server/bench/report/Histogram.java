package dev.chatroom.server.bench.report;

/**
 * Counts values by size, with an error of at most 1/64: each power of two is divided into 64 equal parts, and values below 128
 * are exact. Values are whole numbers from 0 to 2^42 - 1, here microseconds. 19 kB, whatever is recorded; owned by one
 * thread.
 */
public final class Histogram {
    private static final int PART_BITS = 6;
    private static final int VALUE_BITS = 42;
    private static final long MOST = (1L << VALUE_BITS) - 1;

    private final long[] counts = new long[indexOf(MOST) + 1];
    private long total;
    private long max;
    private long sum;

    /** Counts a value; what is out of range is counted as the nearest value within. */
    public void record(long value) {
        long bounded = Math.min(Math.max(value, 0), MOST);
        counts[indexOf(bounded)]++;
        total++;
        sum += bounded;
        if (bounded > max) {
            max = bounded;
        }
    }

    public long total() {
        return total;
    }

    /** The largest value, exactly; 0 if there is none. */
    public long max() {
        return max;
    }

    /** The mean, exactly; 0 if there is none. */
    double mean() {
        return total == 0 ? 0 : (double) sum / total;
    }

    /**
     * A value that so many percent of the values do not exceed, and by at most 1/64 the least; 0 if there is none.
     *
     * @param percent over 0, at most 100
     */
    public long percentile(double percent) {
        long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(highestOf(i), max);
            }
        }
        return max;
    }

    /** How many values are from {@code from} on and less than {@code to}, both powers of two, or {@code from} 0. */
    long countBetween(long from, long to) {
        long count = 0;
        for (int i = indexOf(from); i < indexOf(to); i++) {
            count += counts[i];
        }
        return count;
    }

    private static int indexOf(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - PART_BITS - Long.numberOfLeadingZeros(value));
        return (shift << PART_BITS) + (int) (value >>> shift);
    }

    private static long highestOf(int index) {
        int shift = Math.max(0, (index >>> PART_BITS) - 1);
        long part = index - ((long) shift << PART_BITS);
        return ((part + 1) << shift) - 1;
    }
}

package dev.chatroom.server.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of latencies as text: a line for each power of two microseconds from the first to the last that occurs. */
public final class LatencyChart {
    private static final int WIDTH = 50;
    private static final int BITS = 42;
    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;

    private LatencyChart() {}

    static List<String> lines(Histogram latency) {
        List<String> lines = new ArrayList<>();
        long most = 0;
        for (int bit = 0; bit < BITS; bit++) {
            most = Math.max(most, count(latency, bit));
        }
        long seen = 0;
        for (int bit = 0; bit < BITS && seen < latency.total(); bit++) {
            long count = count(latency, bit);
            seen += count;
            if (seen > 0) {
                // What occurs at all is to be seen.
                int bar = count == 0 ? 0 : (int) Math.max(1, count * WIDTH / most);
                lines.add(String.format(Locale.ROOT, "%10s %6.2f %%  %s", "< " + time(1L << bit),
                        100.0 * count / latency.total(), "#".repeat(bar)).stripTrailing());
            }
        }
        return lines;
    }

    /** A time in a unit of its size, such as {@code 64 us}, {@code 1.02 ms} or {@code 16.8 s}. */
    public static String time(long micros) {
        if (micros < MILLI) {
            return micros + " us";
        }
        boolean seconds = micros >= SECOND;
        double amount = (double) micros / (seconds ? SECOND : MILLI);
        String format = amount < 10 ? "%.2f" : amount < 100 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, format, amount) + (seconds ? " s" : " ms");
    }

    /** Latencies of less than 2^bit microseconds that are no less than half of that. */
    private static long count(Histogram latency, int bit) {
        return latency.countBetween(bit == 0 ? 0 : 1L << (bit - 1), 1L << bit);
    }
}

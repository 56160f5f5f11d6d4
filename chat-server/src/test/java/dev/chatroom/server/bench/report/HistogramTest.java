package dev.chatroom.server.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Property
    void isNearToTheSortedValues(
            @ForAll("values") long[] values, @ForAll @DoubleRange(min = 0.01, max = 100) double percent) {
        Histogram histogram = new Histogram();
        Arrays.stream(values).forEach(histogram::record);
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long exact = sorted[Math.max(1, (int) Math.ceil(values.length * percent / 100)) - 1];
        assertThat(histogram.percentile(percent)).isBetween(exact, exact + exact / 64);
        assertThat(histogram.max()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(histogram.total()).isEqualTo(values.length);
        assertThat(histogram.mean()).isCloseTo(
                Arrays.stream(values).average().orElseThrow(), Percentage.withPercentage(0.001));
    }

    @Example
    void isEmptyAtFirst() {
        assertThat(histogram.percentile(50)).isZero();
        assertThat(histogram.max()).isZero();
        assertThat(histogram.mean()).isZero();
    }

    @Example
    void isExactForSmallValues() {
        for (int value = 0; value < 128; value++) {
            histogram.record(value);
        }
        assertThat(histogram.percentile(50)).isEqualTo(63);
        assertThat(histogram.percentile(100)).isEqualTo(127);
    }

    @Example
    void takesWhatIsOutOfRangeForTheNearest() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.percentile(50)).isZero();
        assertThat(histogram.max()).isEqualTo((1L << 42) - 1);
    }

    @Example
    void countsBetweenPowersOfTwo() {
        for (long value : new long[] {0, 1, 2, 3, 4, 1_023, 1_024, 2_047, 2_048}) {
            histogram.record(value);
        }
        assertThat(histogram.countBetween(0, 1)).isEqualTo(1);
        assertThat(histogram.countBetween(1, 2)).isEqualTo(1);
        assertThat(histogram.countBetween(2, 4)).isEqualTo(2);
        assertThat(histogram.countBetween(512, 1_024)).isEqualTo(1);
        assertThat(histogram.countBetween(1_024, 2_048)).isEqualTo(2);
    }

    @Provide
    Arbitrary<long[]> values() {
        return Arbitraries.longs().between(0, (1L << 42) - 1).array(long[].class).ofMinSize(1).ofMaxSize(200);
    }
}

package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchPaceTest {
    private static final long NOW = -1_000_000_000L;

    private final BatchPace pace = new BatchPace();

    @Test
    void nothingIsABatch() {
        assertThat(pace.untilEnd(false, NOW)).isZero();
        assertThat(pace.end(NOW)).isFalse();
    }

    @Test
    void whatComesAloneIsReadAtOnce() {
        for (int i = 0; i < 3; i++) {
            pace.add(NOW + i);
            assertThat(pace.untilEnd(false, NOW + i)).isZero();
            assertThat(pace.end(NOW + i)).isTrue();
        }
    }

    @Test
    void whileMoreIsThereTheBatchGoesOnForABoundedTime() {
        pace.add(NOW);
        pace.add(NOW + 7);
        assertThat(pace.untilEnd(true, NOW + 7)).isEqualTo(BatchPace.LONGEST - 7);
        assertThat(pace.untilEnd(true, NOW + BatchPace.LONGEST)).isZero();
    }

    @Test
    void aBatchHasABoundedSize() {
        for (int i = 1; i < BatchPace.MOST; i++) {
            pace.add(NOW);
        }
        assertThat(pace.untilEnd(true, NOW)).isPositive();
        pace.add(NOW);
        assertThat(pace.untilEnd(true, NOW)).isZero();
    }

    @Test
    void afterABatchOfSeveralTheNextWaitsForMore() {
        pace.add(NOW);
        pace.add(NOW);
        assertThat(pace.untilEnd(false, NOW)).isNotPositive();
        assertThat(pace.end(NOW)).isTrue();

        pace.add(NOW + 5);
        assertThat(pace.untilEnd(false, NOW + 5)).isEqualTo(BatchPace.BETWEEN - 5);
        assertThat(pace.untilEnd(false, NOW + BatchPace.BETWEEN)).isZero();
        assertThat(pace.end(NOW + BatchPace.BETWEEN)).isTrue();
        pace.add(NOW + BatchPace.BETWEEN + 1);
        assertThat(pace.untilEnd(false, NOW + BatchPace.BETWEEN + 1)).as("the last was alone").isZero();
    }
}

package dev.chatroom.server.store.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much is forgotten before the size is measured anew. */
class SweepTest {
    private final Sweep sweep = new Sweep(1_000);

    /** Begins a round after the first, which only merges. */
    private long begin(long used) {
        if (!sweep.begin(used)) {
            return 0;
        }
        if (sweep.left() == 0) {
            assertThat(sweep.isMergeDue(used)).isTrue();
            sweep.merged();
            assertThat(sweep.begin(used)).isTrue();
        }
        return sweep.left();
    }

    private void forgetAndMerge(long used) {
        assertThat(sweep.isMergeDue(used)).isFalse();
        sweep.forgot(sweep.left());
        assertThat(sweep.isMergeDue(used)).isTrue();
        sweep.merged();
    }

    @Test
    void nothingIsForgottenIfNoMoreIsInUseThanMayBe() {
        assertThat(begin(1_000)).isZero();
    }

    @Test
    void theIndexIsMergedBeforeAnythingIsForgotten() {
        assertThat(sweep.begin(1_100)).isTrue();
        assertThat(sweep.left()).isZero();
        assertThat(sweep.isMergeDue(1_100)).isTrue();
        sweep.merged();
        assertThat(sweep.begin(990)).isFalse();
    }

    @Test
    void aSmallExcessGoesAtOnceAndABitMore() {
        assertThat(begin(1_001)).isEqualTo(50);
        assertThat(sweep.begin(2_000)).as("a round is under way").isFalse();
    }

    @Test
    void aLargeExcessGoesInParts() {
        assertThat(begin(3_000)).isEqualTo(512);
        forgetAndMerge(3_000);
        assertThat(begin(2_500)).isEqualTo(387);
    }

    @Test
    void nothingMoreIsForgottenIfNothingIsFreed() {
        assertThat(begin(3_000)).isPositive();
        forgetAndMerge(3_000);

        assertThat(begin(3_000)).isZero();
        assertThat(begin(3_050)).isZero();
        assertThat(begin(3_051)).as("more has come").isPositive();
    }

    @Test
    void itBeginsAnewOnceItHasBeenSmallEnough() {
        assertThat(begin(1_010)).isPositive();
        forgetAndMerge(1_010);
        assertThat(begin(950)).isZero();
        assertThat(begin(1_020)).isPositive();
    }

    @Test
    void itEndsIfThereIsNothingToForget() {
        assertThat(begin(3_000)).isPositive();
        sweep.forgot(0);
        assertThat(sweep.isMergeDue(3_000)).isTrue();
        sweep.merged();
        assertThat(begin(3_000)).isZero();
    }

    @Test
    void muchThatWasTooOldIsMergedAway() {
        sweep.forgot(50);
        assertThat(sweep.isMergeDue(1_000)).isFalse();
        sweep.forgot(1);
        assertThat(sweep.isMergeDue(1_000)).isTrue();
        sweep.merged();
        assertThat(sweep.isMergeDue(1_000)).isFalse();
    }
}

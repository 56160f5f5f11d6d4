package dev.chatroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.HandClock;
import dev.chatroom.core.Threads;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final HandClock clock = new HandClock();
    private final RateLimit twoPerSecond = new RateLimit(new RateLimit.Rates(2, 3, 4, clock));

    @Test
    void aBurstIsGrantedAndThenOneHasToWait() {
        assertThat(List.of(twoPerSecond.take(), twoPerSecond.take(), twoPerSecond.take())).containsOnly(Duration.ZERO);

        assertThat(twoPerSecond.take()).isEqualTo(Duration.ofMillis(500));
        assertThat(twoPerSecond.take()).as("asking costs nothing").isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void afterTheToldWaitOneIsGranted() {
        exhaust();
        clock.advance(twoPerSecond.take().minusMillis(1));
        assertThat(twoPerSecond.take()).isEqualTo(Duration.ofMillis(1));
        clock.advance(Duration.ofMillis(1));

        assertThat(twoPerSecond.take()).isZero();
        assertThat(twoPerSecond.take()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aLongPauseSavesNoMoreThanABurst() {
        exhaust();
        clock.advance(Duration.ofDays(1));
        exhaust();

        assertThat(twoPerSecond.take()).isPositive();
    }

    @Test
    void inTheLongRunTheRateHolds() {
        RateLimit limit = new RateLimit(new RateLimit.Rates(3, 5, 5, clock));
        int granted = 0;
        for (int millis = 0; millis < 100_000; millis += 10) {
            granted += limit.take().isZero() ? 1 : 0;
            clock.advance(Duration.ofMillis(10));
        }

        assertThat(granted).isBetween(3 * 100 + 3, 3 * 100 + 5);
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanAnEmptyBucket() {
        exhaust();
        clock.advance(Duration.ofHours(-1));

        assertThat(twoPerSecond.take()).isEqualTo(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(twoPerSecond.take()).isZero();
    }

    @Test
    void roomsAreCountedApartFromMessages() {
        exhaust();
        IntStream.range(0, 4).forEach(i -> assertThat(twoPerSecond.takeJoin()).isZero());

        assertThat(twoPerSecond.takeJoin()).isEqualTo(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(twoPerSecond.takeJoin()).isZero();
        assertThat(twoPerSecond.take()).isZero();
    }

    @Test
    void noRateIsNoLimit() {
        RateLimit unlimited = new RateLimit(new RateLimit.Rates(0, 1, 1, clock));

        assertThat(Collections.nCopies(1_000, unlimited)).allMatch(limit -> limit.take().isZero());
    }

    @Test
    void theLargestRateAndBurstAreHandled() {
        RateLimit fast = new RateLimit(new RateLimit.Rates(Limit.RATE.most(), Limit.BURST.most(), 1, clock));

        assertThat(IntStream.range(0, 1_000_000).filter(i -> fast.take().isZero()).count()).isEqualTo(1_000_000);
        assertThat(fast.take()).isEqualTo(Duration.ofNanos(1_000));
    }

    @Test
    void threadsThatAskAtOnceGetNoMoreThanTheBurst() {
        RateLimit limit = new RateLimit(new RateLimit.Rates(1, 100, 100, clock));

        List<Long> granted = Threads.race(Collections.nCopies(4,
                (Callable<Long>) () -> IntStream.range(0, 100).filter(i -> limit.take().isZero()).count()));

        assertThat(granted.stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
    }

    private void exhaust() {
        IntStream.range(0, 3).forEach(i -> assertThat(twoPerSecond.take()).isZero());
    }
}

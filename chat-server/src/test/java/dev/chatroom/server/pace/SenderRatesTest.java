package dev.chatroom.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderRatesTest {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final SenderRates rates =
            new SenderRates(Limits.standard().with(Limit.RATE, 2).with(Limit.BURST, 3), clock);

    private void burst(String host) {
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take(host)).isZero();
        }
    }

    @Test
    void aBurstIsFollowedByTheRate() {
        burst("here");
        assertThat(rates.take("here")).isEqualTo(Duration.ofMillis(500));
        now = now.plusMillis(200);
        assertThat(rates.take("here")).isEqualTo(Duration.ofMillis(300));
        now = now.plusMillis(300);
        assertThat(rates.take("here")).isZero();
        assertThat(rates.take("here")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void hostsDoNotWaitForEachOther() {
        burst("here");
        burst("there");
    }

    @Test
    void aPauseIsRewardedWithAnotherBurst() {
        burst("here");
        now = now.plusSeconds(60);
        burst("here");
        assertThat(rates.take("here")).isPositive();
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanAnEmptyBucket() {
        burst("here");
        now = now.minusSeconds(3_600);
        assertThat(rates.take("here")).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void hostsThatAreRestedAreForgotten() {
        IntStream.range(0, 1_000).forEach(i -> assertThat(rates.take("host" + i)).isZero());
        assertThat(rates.hosts()).isEqualTo(1_000);
        now = now.plusSeconds(2);
        assertThat(rates.take("another")).isZero();
        assertThat(rates.hosts()).isEqualTo(1);
    }

    @Test
    void hostsAreBoundedWhateverTheirNumber() {
        IntStream.range(0, 100_000).forEach(i -> assertThat(rates.take("host" + i)).isZero());
        assertThat(rates.hosts()).isLessThanOrEqualTo(16_384);
    }

    @Test
    void withoutARateNobodyWaits() {
        SenderRates unlimited = new SenderRates(Limits.standard().with(Limit.RATE, 0), clock);
        IntStream.range(0, 100).forEach(i -> assertThat(unlimited.take("here")).isZero());
        assertThat(unlimited.hosts()).isZero();
    }
}

package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant now = Instant.parse("2026-03-01T12:34:56Z");
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    private void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void theWaitDoublesUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(throttle.left("there")).isZero();
            assertThat(throttle.wrong("there")).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(throttle.left("there")).isEqualTo(Duration.ofSeconds(seconds));
            advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(throttle.left("there")).isEqualTo(Duration.ofMillis(1));
            advance(Duration.ofMillis(1));
        }
    }

    @Test
    void askingTooEarlyCostsNothing() {
        assertThat(throttle.wrong("there")).isEqualTo(SECOND);
        IntStream.range(0, 10).forEach(again -> assertThat(throttle.left("there")).isEqualTo(SECOND));
        advance(SECOND);
        assertThat(throttle.left("there")).isZero();
    }

    @Test
    void othersAreNotSlowed() {
        assertThat(throttle.wrong("there")).isEqualTo(SECOND);
        assertThat(throttle.left("elsewhere")).isZero();
    }

    @Test
    void aRightGuessEndsIt() {
        assertThat(throttle.wrong("there")).isEqualTo(SECOND);
        assertThat(throttle.wrong("there")).isEqualTo(SECOND.multipliedBy(2));
        throttle.right("there");
        assertThat(throttle.left("there")).isZero();
        assertThat(throttle.wrong("there")).isEqualTo(SECOND);
    }

    @Test
    void itIsForgottenAfterTenMinutes() {
        IntStream.range(0, 7).forEach(again -> throttle.wrong("there"));
        advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(throttle.wrong("there")).isEqualTo(Duration.ofSeconds(60));
        advance(Duration.ofMinutes(10));
        assertThat(throttle.wrong("there")).isEqualTo(SECOND);
    }

    @Test
    void wrongGuessesAreCountedUntilOneIsRight() {
        throttle.wrong("there");
        throttle.wrong("there");
        assertThat(throttle.wrongGuesses("there")).isEqualTo(2);
        assertThat(throttle.wrongGuesses("elsewhere")).isZero();
        throttle.right("there");
        assertThat(throttle.wrongGuesses("there")).isZero();
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanTheWait() {
        throttle.wrong("there");
        advance(Duration.ofHours(-1));
        assertThat(throttle.left("there")).isEqualTo(SECOND);
        advance(SECOND);
        assertThat(throttle.left("there")).isZero();
    }

    @Test
    void thoseWhoGuessedLastAreRemembered() {
        throttle.wrong("first");
        throttle.wrong("second");
        throttle.wrong("first");
        IntStream.range(0, LoginThrottle.MOST_ADDRESSES - 1).forEach(number -> throttle.wrong("" + number));
        assertThat(throttle.left("second")).as("the one that guessed longest ago").isZero();
        assertThat(throttle.left("first")).isEqualTo(SECOND.multipliedBy(2));
        throttle.wrong("one too many");
        assertThat(throttle.left("first")).isZero();
    }
}

package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Instant now = Instant.parse("2026-03-01T12:34:56Z");
    private final Guesses guesses = new Guesses(() -> now);

    private void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void theWaitDoublesUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(guesses.take("there")).isZero();
            assertThat(guesses.wrong("there")).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(guesses.take("there")).isEqualTo(Duration.ofSeconds(seconds));
            advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(guesses.take("there")).isEqualTo(Duration.ofMillis(1));
            advance(Duration.ofMillis(1));
        }
    }

    @Test
    void askingTooEarlyCostsNothing() {
        assertThat(guesses.wrong("there")).isEqualTo(SECOND);
        IntStream.range(0, 10).forEach(again -> assertThat(guesses.take("there")).isEqualTo(SECOND));
        advance(SECOND);
        assertThat(guesses.take("there")).isZero();
    }

    @Test
    void othersAreNotSlowed() {
        assertThat(guesses.wrong("there")).isEqualTo(SECOND);
        assertThat(guesses.take("elsewhere")).isZero();
    }

    @Test
    void aRightGuessEndsIt() {
        assertThat(guesses.wrong("there")).isEqualTo(SECOND);
        assertThat(guesses.wrong("there")).isEqualTo(SECOND.multipliedBy(2));
        guesses.right("there");
        assertThat(guesses.take("there")).isZero();
        assertThat(guesses.wrong("there")).isEqualTo(SECOND);
    }

    @Test
    void itIsForgottenAfterTenMinutes() {
        IntStream.range(0, 7).forEach(again -> guesses.wrong("there"));
        advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(guesses.wrong("there")).isEqualTo(Duration.ofSeconds(60));
        advance(Duration.ofMinutes(10));
        assertThat(guesses.wrong("there")).isEqualTo(SECOND);
    }

    @Test
    void manyConnectionsOfAnAddressGetOneGuessAtATimeAfterAWrongOne() {
        guesses.wrong("there");
        advance(SECOND);
        assertThat(guesses.take("there")).isZero();
        assertThat(guesses.take("there")).isEqualTo(SECOND);
    }

    /** As when all come back after the server was started anew. */
    @Test
    void manyConnectionsOfAnAddressThatDidNothingWrongAreLookedAtTogether() {
        assertThat(guesses.take("there")).isZero();
        assertThat(guesses.take("there")).isZero();
    }

    @Test
    void aClockThatIsSetBackCostsNoMoreThanTheWait() {
        guesses.wrong("there");
        advance(Duration.ofHours(-1));
        assertThat(guesses.take("there")).isEqualTo(SECOND);
        advance(SECOND);
        assertThat(guesses.take("there")).isZero();
    }

    @Test
    void thoseWhoGuessedLastAreRemembered() {
        guesses.wrong("first");
        guesses.wrong("second");
        guesses.wrong("first");
        IntStream.range(0, Guesses.MOST_ADDRESSES - 1).forEach(guesses::wrong);
        assertThat(guesses.take("second")).as("the one that guessed longest ago").isZero();
        assertThat(guesses.take("first")).isEqualTo(SECOND.multipliedBy(2));
        guesses.wrong("one too many");
        assertThat(guesses.take("first")).isZero();
    }

    @Test
    void guessesFromSeveralThreadsAreAllCounted() throws InterruptedException {
        AtomicInteger granted = new AtomicInteger();
        guesses.wrong("there");
        advance(SECOND);
        Thread[] threads = IntStream.range(0, 8)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    if (guesses.take("there").isZero()) {
                        granted.incrementAndGet();
                    }
                    guesses.wrong("elsewhere");
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(granted).hasValue(1);
        assertThat(guesses.wrong("elsewhere")).isEqualTo(Duration.ofSeconds(60));
    }
}

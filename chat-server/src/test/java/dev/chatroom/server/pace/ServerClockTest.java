package dev.chatroom.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(4);

    private final ManualTime time = new ManualTime();
    private final ServerClock clock = new ServerClock(time, LATE);

    private void run(Duration length) {
        for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(SECOND)) {
            time.advance(SECOND);
            clock.beat();
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(clock.since(then));
    }

    @Test
    void timePassesWhileTheServerRuns() {
        long then = clock.now();

        run(Duration.ofMinutes(10));
        time.advance(Duration.ofMillis(500));

        assertThat(since(then)).isEqualTo(Duration.ofMinutes(10).plusMillis(500));
        assertThat(clock.isOver(then, Duration.ofMinutes(10))).isTrue();
        assertThat(clock.isOver(then, Duration.ofMinutes(11))).isFalse();
    }

    @Test
    void afterAStopEverybodyHasTheirTimeAgain() {
        long then = clock.now();
        run(Duration.ofSeconds(50));
        assertThat(since(then)).hasSeconds(50);

        time.advance(Duration.ofSeconds(190));
        assertThat(since(then)).as("before the sweeper has found out").isZero();
        clock.beat();

        assertThat(since(then)).isZero();
        run(Duration.ofSeconds(20));
        assertThat(since(then)).hasSeconds(20);
    }

    @Test
    void whatBeganAfterAStopHasNotMore() {
        time.advance(Duration.ofSeconds(190));
        clock.beat();
        run(Duration.ofSeconds(10));
        long then = clock.now();

        run(Duration.ofSeconds(5));

        assertThat(since(then)).hasSeconds(5);
    }

    @Test
    void aBeatThatIsALittleLateIsNoStop() {
        long then = clock.now();

        time.advance(LATE);
        clock.beat();

        assertThat(since(then)).isEqualTo(LATE);
    }
}

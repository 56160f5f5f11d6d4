package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.access.LoginAttempt.Kind;
import dev.chatroom.server.access.LoginAttempt.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whose turn it is while the thread rests; what else there is of turns is tested with the queue. */
class LoginLinesTest {
    private final ManualClock clock = new ManualClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);
    private final LoginLines lines = new LoginLines(source -> throttle, 100);
    private final LoginQueue queue = new LoginQueue(clock, 100);

    private LoginAttempt add(String host) {
        LoginAttempt attempt =
                new LoginAttempt(queue, new Source(Kind.PASSWORD, host), "192.0.2.7", Guess.UNASKED, Duration.ZERO);
        assertThat(lines.add(attempt, null)).isNull();
        return attempt;
    }

    @Test
    void onlyNewcomersThatHaveJustComeNeedNotWaitForTheRest() {
        LoginAttempt waiting = add("waiting");
        long since = System.nanoTime();
        assertThat(lines.nextNewcomer(since)).as("somebody who has waited for long").isNull();
        Duration unused = throttle.wrong("guesser");
        clock.advance(Duration.ofSeconds(1));
        LoginAttempt guesser = add("guesser");
        assertThat(lines.nextNewcomer(since)).as("somebody who has guessed wrong").isNull();

        LoginAttempt newcomer = add("newcomer");

        assertThat(lines.nextNewcomer(since)).isSameAs(newcomer);
        assertThat(lines.next()).isSameAs(newcomer);
        assertThat(lines.remove(newcomer)).isTrue();
        assertThat(lines.next()).isSameAs(waiting);
        assertThat(lines.remove(waiting)).isTrue();
        assertThat(lines.next()).isSameAs(guesser);
        assertThat(lines.remove(guesser)).isTrue();
        assertThat(lines.remove(guesser)).isFalse();
        assertThat(lines.isEmpty()).isTrue();
    }
}

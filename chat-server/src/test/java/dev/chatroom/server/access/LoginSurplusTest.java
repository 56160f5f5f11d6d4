package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.access.LoginAttempt.Kind;
import dev.chatroom.server.access.LoginAttempt.Source;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many guesses of one address may wait. All are wrong, and are looked at when the test says so. */
class LoginSurplusTest {
    private final LoginQueue queue = new LoginQueue(new ManualClock(), 500);
    private final CountDownLatch looking = new CountDownLatch(1);
    private final List<LoginAttempt> attempts = new ArrayList<>();

    private final Guess wrong = new Guess() {
        @Override
        public Match atOnce() {
            return Match.UNKNOWN;
        }

        @Override
        public boolean isRight() {
            try {
                assertThat(looking.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return false;
        }
    };

    @AfterEach
    void everybodyHangsUp() {
        looking.countDown();
        attempts.forEach(attempt -> {
            boolean unused = attempt.abandon();
        });
    }

    private LoginAttempt guess(Kind kind, String host) {
        LoginAttempt attempt = queue.submit(new Source(kind, host), "192.0.2.7", wrong);
        attempts.add(attempt);
        return attempt;
    }

    @Test
    void anAddressThatGuessedWrongMayHaveFourGuessesWaiting() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(guess(Kind.PASSWORD, "here").verdict()).as("nothing is known of the address yet").isNull();
        }
        List<LoginAttempt> many = List.copyOf(attempts);
        CountDownLatch told = new CountDownLatch(1);
        many.get(0).whenDone(told::countDown);

        looking.countDown();

        assertThat(told.await(20, TimeUnit.SECONDS)).as("the first is told").isTrue();
        assertThat(many.get(0).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(many.subList(1, 5)).allMatch(attempt -> attempt.verdict() == null);
        assertThat(many.get(39).verdict()).isEqualTo(Verdict.ADDRESS_CROWDED);
        assertThat(queue.waiting()).isEqualTo(4);
        assertThat(guess(Kind.PASSWORD, "here").verdict()).isEqualTo(Verdict.ADDRESS_CROWDED);
        assertThat(guess(Kind.OPERATOR, "here").verdict()).as("another secret").isNotEqualTo(Verdict.ADDRESS_CROWDED);
        assertThat(guess(Kind.PASSWORD, "there").verdict()).isNotEqualTo(Verdict.ADDRESS_CROWDED);
    }
}

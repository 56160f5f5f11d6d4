package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ManualClock;
import dev.chatroom.server.access.LoginAttempt.Kind;
import dev.chatroom.server.access.LoginAttempt.Source;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which order guesses are looked at, by a hash that takes as long as the test wants. */
class LoginQueueTest {
    private static final String RIGHT = "sesame";

    private final ManualClock clock = new ManualClock();
    private final LoginQueue queue = new LoginQueue(clock, 500);

    /** The guess whose hash is being computed. */
    private final BlockingQueue<SlowGuess> computed = new LinkedBlockingQueue<>();

    /** Set once a guess was right, so that others like it need no hash. */
    private volatile boolean known;

    private final List<LoginAttempt> attempts = new ArrayList<>();
    /** Set when a test ends: nothing more is computed. */
    private volatile boolean over;

    /** The guess that is computed now; null if none is. */
    private volatile @Nullable SlowGuess begun;

    private final class SlowGuess implements Guess {
        final String host;
        final String text;
        private final SynchronousQueue<Boolean> result = new SynchronousQueue<>();

        SlowGuess(String host, String text) {
            this.host = host;
            this.text = text;
        }

        @Override
        public Match atOnce() {
            return known && text.equals(RIGHT) ? Match.YES : Match.UNKNOWN;
        }

        @Override
        public boolean isRight() {
            begun = this;
            computed.add(this);
            try {
                boolean right = !over && result.take();
                begun = null;
                known |= right;
                return right;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends the computation. */
        void finish() throws InterruptedException {
            assertThat(result.offer(text.equals(RIGHT), 20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** So that no thread waits for ever. */
    @AfterEach
    void endAll() throws InterruptedException {
        over = true;
        boolean unused = attempts.removeIf(LoginAttempt::abandon);
        SlowGuess underWay = begun;
        while (underWay != null && begun == underWay) {
            unused = underWay.result.offer(false, 10, TimeUnit.MILLISECONDS);
        }
    }

    private LoginAttempt guess(String host, String text) {
        return guess(Kind.PASSWORD, host, text);
    }

    private LoginAttempt guess(Kind kind, String host, String text) {
        LoginAttempt attempt = queue.submit(new Source(kind, host), "192.0.2.7", new SlowGuess(host, text));
        attempts.add(attempt);
        return attempt;
    }

    private SlowGuess nextComputed() throws InterruptedException {
        SlowGuess next = computed.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a guess is looked at").isNotNull();
        return next;
    }

    private static Verdict verdict(LoginAttempt attempt) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        attempt.whenDone(done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).as("a verdict comes").isTrue();
        return attempt.verdict();
    }

    /** Has somebody guess wrong, with nobody else there. */
    private void guessedWrong(String host, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            LoginAttempt attempt = guess(host, "wrong");
            nextComputed().finish();
            assertThat(verdict(attempt)).isEqualTo(Verdict.WRONG);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void anAddressHasOneGuessUnderWayFromTheFirstOn() throws Exception {
        LoginAttempt first = guess("here", "wrong");
        LoginAttempt second = guess("here", RIGHT);
        SlowGuess looked = nextComputed();
        LoginAttempt other = guess("there", "wrong");

        looked.finish();

        assertThat(verdict(first)).isEqualTo(Verdict.WRONG);
        assertThat(nextComputed().host).as("its next has to wait a second").isEqualTo("there");
        assertThat(second.verdict()).isNull();
        assertThat(other.verdict()).isNull();
    }

    @Test
    void aNewcomerComesNextBeforeAThousandOthers() throws Exception {
        guess("there 0", "wrong");
        SlowGuess underWay = nextComputed();
        for (int i = 0; i < 1_000; i++) {
            guess("there " + i % 250, "wrong");
        }
        LoginAttempt honest = guess("here", RIGHT);

        underWay.finish();
        SlowGuess next = nextComputed();
        assertThat(next.host).isEqualTo("here");
        next.finish();

        assertThat(verdict(honest)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void addressesThatGuessedWrongComeLastAndInTurn() throws Exception {
        guessedWrong("twice", 2);
        guessedWrong("once", 1);
        guessedWrong("once too", 1);
        guess("first", "wrong");
        SlowGuess underWay = nextComputed();
        List<String> order = new ArrayList<>();
        guess("twice", "wrong");
        guess("once", "wrong");
        guess("once too", "wrong");
        guess("new", "wrong");

        underWay.finish();
        for (int i = 0; i < 4; i++) {
            SlowGuess next = nextComputed();
            order.add(next.host);
            next.finish();
        }

        assertThat(order).containsExactly("new", "once", "once too", "twice");
    }

    @Test
    void aMembersGuessAtAnOperatorsSecretComesBeforeThoseOfStrangers() throws Exception {
        guess("first", "wrong");
        SlowGuess underWay = nextComputed();
        guess(Kind.OPERATOR, "member", "wrong");
        guess("stranger", "wrong");

        underWay.finish();

        assertThat(nextComputed().host).isEqualTo("member");
    }

    @Test
    void onceOneWasRightAllOthersWhoKnowItNeedNoTurn() throws Exception {
        LoginAttempt first = guess("first", RIGHT);
        SlowGuess underWay = nextComputed();
        List<LoginAttempt> others = IntStream.range(0, 100).mapToObj(i -> guess("office", RIGHT)).toList();
        LoginAttempt stranger = guess("stranger", "wrong");

        underWay.finish();

        assertThat(verdict(first)).isEqualTo(Verdict.ADMITTED);
        for (LoginAttempt other : others) {
            assertThat(verdict(other)).isEqualTo(Verdict.ADMITTED);
        }
        assertThat(nextComputed().host).isEqualTo("stranger");
        assertThat(stranger.verdict()).isNull();
        assertThat(guess("late", RIGHT).verdict()).as("without the thread").isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whatIsKnownToBeRightWaitsToo() throws Exception {
        guess("first", RIGHT);
        nextComputed().finish();
        guessedWrong("here", 1);
        LoginAttempt wrong = guess("here", "wrong");
        nextComputed().finish();
        assertThat(verdict(wrong)).isEqualTo(Verdict.WRONG);

        LoginAttempt right = guess("here", RIGHT);

        assertThat(right.verdict()).as("else guesses would be free").isNull();
        clock.advance(Duration.ofSeconds(2));
        assertThat(verdict(right)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void abandonedGuessesAreNotLookedAtAndCountAsWrong() throws Exception {
        guess("first", "wrong");
        SlowGuess underWay = nextComputed();
        List<LoginAttempt> abandoned =
                IntStream.range(0, 100).mapToObj(i -> guess("there " + i, "wrong")).toList();

        assertThat(abandoned).allMatch(LoginAttempt::abandon).noneMatch(LoginAttempt::abandon);
        assertThat(queue.waiting()).isEqualTo(1);
        guess("there 99", "again");
        guess("here", "wrong");
        underWay.finish();

        assertThat(nextComputed().host).isEqualTo("here");
    }

    @Test
    void whatIsBeingLookedAtCannotBeAbandoned() throws Exception {
        LoginAttempt first = guess("first", "wrong");
        SlowGuess underWay = nextComputed();

        assertThat(first.abandon()).isFalse();
        underWay.finish();
        assertThat(verdict(first)).isEqualTo(Verdict.WRONG);
        assertThat(first.abandon()).isFalse();
    }

    @Test
    void whenItIsFullTheLongestLineLosesItsLast() throws Exception {
        guess("first", "wrong");
        SlowGuess underWay = nextComputed();
        List<LoginAttempt> many = IntStream.range(0, 499).mapToObj(i -> guess("there", "wrong " + i)).toList();

        LoginAttempt here = guess("here", RIGHT);

        assertThat(here.verdict()).isNull();
        assertThat(verdict(many.get(498))).isEqualTo(Verdict.CROWDED);
        assertThat(many.subList(0, 498)).allMatch(attempt -> attempt.verdict() == null);
        assertThat(queue.waiting()).isEqualTo(500);
        assertThat(guess("there", "one more").verdict()).isEqualTo(Verdict.CROWDED);
        underWay.finish();
        assertThat(nextComputed().host).isEqualTo("here");
    }

    @Test
    void whenAllAddressesHaveOneTheLastInTurnIsSentAway() throws Exception {
        guessedWrong("guesser", 1);
        guess("first", "wrong");
        nextComputed();
        LoginAttempt guesser = guess("guesser", "wrong");
        List<LoginAttempt> many = IntStream.range(0, 498).mapToObj(i -> guess("there " + i, "wrong")).toList();

        guess("here", RIGHT);
        assertThat(verdict(guesser)).isEqualTo(Verdict.CROWDED);
        guess("here too", RIGHT);
        assertThat(verdict(many.get(0))).isEqualTo(Verdict.CROWDED);
    }

    @Test
    void afterAFaultTheOthersAreLookedAtAllTheSame() throws Exception {
        LoginAttempt faulty = queue.submit(new Source(Kind.PASSWORD, "there"), "192.0.2.7", new Guess() {
            @Override
            public Match atOnce() {
                return Match.UNKNOWN;
            }

            @Override
            public boolean isRight() {
                throw new IllegalStateException("meant to happen");
            }
        });
        LoginAttempt right = guess("here", RIGHT);

        nextComputed().finish();

        assertThat(verdict(faulty)).isEqualTo(Verdict.WRONG);
        assertThat(verdict(right)).isEqualTo(Verdict.ADMITTED);
    }
}

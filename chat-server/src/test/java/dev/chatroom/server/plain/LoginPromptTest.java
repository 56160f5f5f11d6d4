package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.User;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.Cloaks;
import dev.chatroom.server.access.Operators;
import dev.chatroom.server.access.Secret;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.RenderCaches;
import dev.chatroom.server.dialect.SeenLines;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.dialect.WholeAnswers;
import dev.chatroom.server.pace.Pending;
import dev.chatroom.server.pace.SenderRates;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which guesses are looked at when, by a clock that stands still. */
class LoginPromptTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PASSWORD = "open sesame";
    private static final String SECRET = "Ali Baba";

    private final ManualClock clock = new ManualClock();
    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).clock(clock).open();
    private final Access access = new Access(
            Optional.of(Secret.of(PASSWORD)), Operators.of(Map.of("root", Secret.of(SECRET))), clock, 100);
    private final ServerContext context =
            new ServerContext(chat, "parrot", "a chat room", List.of(), "lobby", 0, 4_096, ZoneOffset.UTC,
                    clock, access, new ListedBans(), Cloaks.NONE, new SenderRates(chat.limits(), clock),
                    "chatroom", clock.instant(), Optional::empty, new RenderCaches());

    /** Guesses that wait for an answer. */
    private final List<Pending> waiting = new ArrayList<>();

    /** Everybody hangs up: the clock stands still, so the thread of a guess that waits would never end. */
    @AfterEach
    void closeChat() {
        waiting.forEach(Pending::abandon);
        chat.close();
        assertThat(access.waiting()).isZero();
    }

    /** Somebody who has come to the door. */
    private final class Newcomer {
        final User user;
        final PlainDialect dialect;
        private final SeenLines seen;

        Newcomer(String host) {
            user = chat.arrive("192.0.2.7", new Profile("plain", "", host), () -> {
            });
            dialect = new PlainDialect(context, user);
            seen = new SeenLines(dialect);
            dialect.open();
        }

        Next says(String line) {
            Next next = WholeAnswers.take(dialect, line);
            if (next instanceof Next.Await(Pending pending)) {
                waiting.add(pending);
            }
            return next;
        }

        List<String> reads() {
            return seen.readAll(user.outbox());
        }
    }

    /** Waits until the guess has been looked at, and acts on the answer. */
    private static Next answer(Newcomer waiting, Next next) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        assertThat(next).isInstanceOf(Next.Await.class);
        ((Next.Await) next).pending().whenDone(done::countDown);
        assertThat(done.await(20, TimeUnit.SECONDS)).as("looked at").isTrue();
        return waiting.dialect.retry();
    }

    private Newcomer admitted(String host) {
        Newcomer newcomer = new Newcomer(host);
        assertThat(newcomer.says(PASSWORD)).isEqualTo(Next.CONTINUE);
        return newcomer;
    }

    @Test
    void whoHasNotSaidThePasswordIsNobody() {
        Newcomer ann = new Newcomer("here");

        assertThat(ann.reads()).containsExactly("* parrot asks for a password", "* the password:");
        assertThat(ann.dialect.liveness()).isEqualTo(IdlePolicy.INTRODUCING_ITSELF);
        assertThat(ann.dialect.hidesInput()).isTrue();
        assertThat(chat.users()).isZero();
        assertThat(ann.user.memberships()).isEmpty();

        assertThat(ann.says(PASSWORD)).isEqualTo(Next.CONTINUE);

        assertThat(ann.dialect.liveness()).isEqualTo(IdlePolicy.A_PERSON);
        assertThat(ann.dialect.hidesInput()).isFalse();
        assertThat(chat.users()).isEqualTo(1);
        assertThat(ann.reads()).anyMatch(line -> line.startsWith("* welcome to parrot"));
    }

    @Test
    void afterAWrongGuessTheNextWaitsAndIsThenLookedAtByItself() throws Exception {
        Newcomer ann = new Newcomer("here");
        assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);
        List<String> unused = ann.reads();

        Next waiting = ann.says(PASSWORD);
        clock.advance(Duration.ofMillis(999));
        assertThat(ann.dialect.retry()).as("the same attempt goes on").isEqualTo(waiting);
        assertThat(access.waiting()).isEqualTo(1);
        assertThat(ann.reads()).as("told once").containsExactly(
                "* there were wrong guesses, so this one is looked at in 1 second; type nothing until then");
        assertThat(chat.users()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(answer(ann, waiting)).isEqualTo(Next.CONTINUE);

        assertThat(chat.users()).isEqualTo(1);
    }

    @Test
    void anotherConnectionFromThereWaitsTooAndOneFromElsewhereDoesNot() {
        Newcomer ann = new Newcomer("here");
        assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);

        assertThat(new Newcomer("here").says(PASSWORD)).isInstanceOf(Next.Await.class);
        assertThat(new Newcomer("there").says(PASSWORD)).isEqualTo(Next.CONTINUE);
    }

    @Test
    void waitingIsNoTryAndThreeWrongOnesEndTheConnection() throws Exception {
        Newcomer ann = new Newcomer("here");
        assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);
        Next waiting = ann.says("wrong too");
        for (int i = 0; i < 5; i++) {
            assertThat(ann.dialect.retry()).isEqualTo(waiting);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(answer(ann, waiting)).isEqualTo(Next.CONTINUE);
        assertThat(ann.dialect.hidesInput()).as("asked again").isTrue();
        clock.advance(Duration.ofMinutes(1));

        assertThat(ann.says("wrong")).isEqualTo(Next.END);

        assertThat(ann.reads()).last().asString().isEqualTo("* that password is not right; goodbye, try again later");
        assertThat(ann.dialect.hidesInput()).isFalse();
        assertThat(chat.users()).isZero();
    }

    @Test
    void oneOfTooManyAtOnceIsAskedAgainAndHasLostNothing() throws Exception {
        assertThat(new Newcomer("here").says("wrong")).isEqualTo(Next.CONTINUE);
        List<Newcomer> guessers = new ArrayList<>();
        List<Next> guesses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            guessers.add(new Newcomer("here"));
            guesses.add(guessers.get(i).says("wrong"));
        }
        Newcomer ann = new Newcomer("here");
        List<String> unused = ann.reads();

        for (int i = 0; i < 5; i++) {
            assertThat(ann.says(PASSWORD)).isEqualTo(Next.CONTINUE);
            assertThat(ann.reads()).containsExactly(
                    "", "* too many guesses from your address at once; try again in a moment",
                    "* the password, or /quit to leave:");
        }
        assertThat(ann.dialect.hidesInput()).isTrue();
        clock.advance(SECOND);
        assertThat(answer(guessers.get(0), guesses.get(0))).isEqualTo(Next.CONTINUE);

        assertThat(ann.says(PASSWORD)).as("there is room now").isInstanceOf(Next.Await.class);
    }

    @Test
    void theRightPasswordWipesTheSlateClean() throws Exception {
        Newcomer ann = new Newcomer("here");
        for (int i = 0; i < 2; i++) {
            assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(ann.says(PASSWORD)).isEqualTo(Next.CONTINUE);

        Newcomer bob = new Newcomer("here");
        assertThat(bob.says("wrong")).as("looked at without a wait").isEqualTo(Next.CONTINUE);
        Next waiting = bob.says(PASSWORD);
        clock.advance(SECOND);
        assertThat(answer(bob, waiting)).as("as short a wait as at first").isEqualTo(Next.CONTINUE);
    }

    @Test
    void wrongGuessesAtAnOperatorsSecretWaitButHoldNobodyUpAtTheDoor() throws Exception {
        Newcomer ann = admitted("here");
        assertThat(ann.says("/oper root")).isEqualTo(Next.CONTINUE);
        assertThat(ann.dialect.liveness()).isEqualTo(IdlePolicy.A_PERSON);
        assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);

        assertThat(new Newcomer("here").says(PASSWORD)).isEqualTo(Next.CONTINUE);
        Next waiting = ann.says(SECRET);
        clock.advance(SECOND);
        assertThat(answer(ann, waiting)).isEqualTo(Next.CONTINUE);

        assertThat(ann.user.has(UserMode.SERVER_OPERATOR)).isTrue();
    }

    @Test
    void thePasswordDoesNotPayForGuessesAtAnOperatorsSecret() {
        Newcomer ann = admitted("here");
        assertThat(ann.says("/oper root wrong")).isEqualTo(Next.CONTINUE);

        Newcomer again = admitted("here");

        assertThat(again.says("/oper root " + SECRET)).isInstanceOf(Next.Await.class);
        assertThat(again.user.has(UserMode.SERVER_OPERATOR)).isFalse();
    }

    @Test
    void wrongSecretsOfOperatorsEndNobody() {
        Newcomer ann = admitted("here");
        for (int i = 0; i < 5; i++) {
            assertThat(ann.says("/oper root")).isEqualTo(Next.CONTINUE);
            for (int guess = 0; guess < 3; guess++) {
                assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);
                clock.advance(Duration.ofMinutes(1));
            }
            assertThat(ann.dialect.hidesInput()).as("asked for a fourth time").isFalse();
        }
        assertThat(chat.users()).isEqualTo(1);
        assertThat(ann.user.has(UserMode.SERVER_OPERATOR)).isFalse();
    }

    @Test
    void guessesThatAnswerNoQuestionUseUpNoneOfTheQuestions() {
        Newcomer ann = admitted("here");
        for (int guess = 0; guess < 3; guess++) {
            assertThat(ann.says("/oper root wrong")).isEqualTo(Next.CONTINUE);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(ann.says("/oper root")).isEqualTo(Next.CONTINUE);
        assertThat(ann.says("wrong")).isEqualTo(Next.CONTINUE);

        assertThat(ann.dialect.hidesInput()).as("asked again").isTrue();
    }

    @Test
    void anEmptyLineIsToldThatThereIsAPasswordAndCostsNothing() {
        Newcomer ann = new Newcomer("here");
        List<String> unused = ann.reads();

        assertThat(ann.says("  ")).isEqualTo(Next.CONTINUE);

        assertThat(ann.reads()).containsExactly("* this server needs a password", "* the password:");
        assertThat(ann.says(PASSWORD)).as("looked at without a wait").isEqualTo(Next.CONTINUE);
    }

    @Test
    void whereTooManyWaitTheLastIsSentAwayAndMayComeAgain() {
        for (int i = 0; i <= 100; i++) {
            assertThat(new Newcomer("here " + i).says("wrong")).isEqualTo(Next.CONTINUE);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(new Newcomer("here " + i).says("wrong")).isInstanceOf(Next.Await.class);
        }
        Newcomer bob = new Newcomer("here 100");

        assertThat(bob.dialect.take(new Line(PASSWORD, false))).isEqualTo(Next.END);

        assertThat(bob.reads()).last().isEqualTo("* too many passwords wait to be checked; try again in a minute");
        assertThat(new Newcomer("there").says(PASSWORD)).as("from elsewhere").isEqualTo(Next.CONTINUE);
    }
}

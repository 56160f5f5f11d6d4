package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server asks newcomers for a password. Its clock stands still, so no guess waits that a test does not let wait. */
class PasswordTest {
    private static final String PASSWORD = "open sesame";

    /** What hides and shows again what is typed; terminals show nothing of it. */
    private static final String HIDE = "\uFFFD\uFFFD\u0001";

    private static final String SHOW = HIDE;
    private static final String WAITS =
            HIDE + "* there were wrong guesses, so this one is looked at in 1 second; type nothing until then";

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.password(PASSWORD).clock(clock));

    private ChatClient newcomer() {
        ChatClient client = server.connect();
        client.expectNext("* chatroom asks for a password");
        client.expectNext("* the password:");
        return client;
    }

    private ChatClient enter(String nickname) {
        ChatClient client = newcomer();
        client.send(PASSWORD);
        client.send("/nick " + nickname);
        client.expect("* you are now " + nickname);
        return client;
    }

    private static void expectRefusal(ChatClient client) {
        expectRefusal(client, "");
    }

    private static void expectRefusal(ChatClient client, String left) {
        client.expectNext(HIDE + SHOW);
        client.expectNext("* that password is not right" + left);
    }

    @Test
    void whoTurnsOutToSpeakIrcReadsTheFirstAnswerWhole() {
        ChatClient client = newcomer();
        client.send("CAP LS 302");

        client.expectNext(HIDE);
        assertThat(client.nextWithEnd()).startsWith(":chatroom.chat CAP * LS ");
    }

    @Test
    void theRightPasswordLetsIn() {
        ChatClient ann = enter("ann");
        ChatClient bob = newcomer();

        bob.send(PASSWORD);

        bob.expectNext(HIDE + SHOW);
        assertThat(bob.next()).startsWith("* welcome to chatroom; you are guest-");
        bob.expectNext("* you are in lobby; no topic is set");
        assertThat(ann.next()).startsWith("* guest-").endsWith(" joined");
        bob.send("hello");
        assertThat(ann.next()).startsWith("guest-").endsWith(": hello");
    }

    @Test
    void whoSpeaksAtOnceHasToKnowItToo() {
        ChatClient ann = enter("ann");
        ChatClient script = server.connect();

        script.sendText(PASSWORD + "\nbuild 512 is green\n");
        script.halfClose();

        assertThat(ann.expectStart("guest-")).endsWith(": build 512 is green");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "OPEN SESAME", "open  sesame", "open sesame!", "/nick ann", "/who",
        "/join lobby", "//open sesame", "/oper root", "hello everybody"})
    void whateverElseIsSaidIsAWrongPassword(String line) {
        ChatClient ann = enter("ann");
        ann.sync();
        ChatClient bob = newcomer();

        bob.send(line);

        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
        assertThat(ann.sync()).isEmpty();
        ann.send("/who");
        ann.expectNext("* 1 in lobby: ann");
    }

    @Test
    void anEmptyLineIsNoGuess() {
        ChatClient bob = newcomer();
        for (int i = 0; i < 5; i++) {
            bob.send(i % 2 == 0 ? "" : "  ");
            bob.expectNext(HIDE + "* this server needs a password");
            bob.expectNext("* the password:");
        }
        bob.send(PASSWORD);
        bob.expectNext(HIDE + SHOW);
        assertThat(bob.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void aGuessWhoseClientHangsUpMeanwhileIsNotLookedAt() {
        ChatClient bob = newcomer();
        bob.sendText("wrong\n");
        expectRefusal(bob);
        bob.send(PASSWORD);
        bob.halfClose();

        assertThat(bob.rest()).last().asString().endsWith("* you hung up before the password was checked");

        // That counts as wrong, so that the next has to wait for two seconds.
        ChatClient cid = newcomer();
        clock.advance(Duration.ofSeconds(1));
        cid.send(PASSWORD);
        server.await(chat -> chat.waitingGuesses() == 1, "the guess waits");
        cid.expectNext(WAITS);
        clock.advance(Duration.ofSeconds(1));
        cid.expectNext(SHOW);
        assertThat(cid.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void aGuessWhoseConnectionBreaksIsForgotten() {
        ChatClient bob = newcomer();
        bob.sendText("wrong\n");
        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
        bob.send(PASSWORD);
        server.await(chat -> chat.waitingGuesses() == 1, "the guess waits");

        bob.reset();

        server.await(chat -> chat.waitingGuesses() == 0 && chat.connections() == 0, "nobody waits");
    }

    @Test
    void whatWasSaidMeanwhileIsSaidAfterwards() {
        ChatClient ann = enter("ann");
        ChatClient bob = newcomer();
        bob.send("wrong");
        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
        bob.send(PASSWORD);
        server.await(chat -> chat.waitingGuesses() == 1, "the guess waits");

        bob.send("build 512 is green");
        bob.send("and 513");
        bob.halfClose();
        clock.advance(Duration.ofSeconds(1));

        assertThat(ann.expectStart("* guest-")).endsWith(" joined");
        assertThat(ann.next()).endsWith(": build 512 is green");
        assertThat(ann.next()).endsWith(": and 513");
        assertThat(ann.next()).endsWith(" left");
    }

    @Test
    void whoWouldRatherLeaveMay() {
        ChatClient bob = newcomer();

        bob.send("/quit");

        assertThat(bob.rest()).last().isEqualTo("* goodbye");
    }

    @Test
    void whoHasNotSaidItReadsNothing() {
        ChatClient bob = newcomer();
        ChatClient ann = enter("ann");
        ann.send("between you and me");
        ann.sync();

        bob.send("let me in");

        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
    }

    @Test
    void threeWrongOnesEndTheConnection() {
        ChatClient ann = enter("ann");
        ann.sync();
        ChatClient bob = newcomer();
        for (int i = 0; i < 2; i++) {
            bob.send("wrong");
            expectRefusal(bob, i == 0 ? "" : "; one try is left");
            bob.expectNext("* the password, or /quit to leave:");
            clock.advance(Duration.ofMinutes(1));
        }

        bob.send("wrong");

        assertThat(bob.rest())
                .containsExactly(HIDE + SHOW, "* that password is not right; goodbye, try again later");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void aWrongOneMayBeFollowedByTheRightOne() {
        ChatClient bob = newcomer();
        bob.send("wrong");
        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
        clock.advance(Duration.ofSeconds(1));

        bob.send(PASSWORD);

        bob.expectNext(HIDE + SHOW);
        assertThat(bob.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void aGuessThatHasToWaitNeedNotBeTypedAgain() {
        ChatClient bob = newcomer();
        bob.sendText("wrong\n" + PASSWORD + "\n");
        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");
        bob.expectNext(WAITS);

        clock.advance(Duration.ofSeconds(1));

        bob.expectNext(SHOW);
        assertThat(bob.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void whoSaysNothingIsEnded() {
        server.configure(config -> config.introductionTimeout(Duration.ofMillis(300)));

        assertThat(newcomer().rest()).containsExactly(HIDE + "* you did not come in within 1 second; goodbye");
    }

    @Test
    void whoseGuessHasToWaitIsNotSilent() {
        server.configure(config -> config.introductionTimeout(Duration.ofMillis(300)));
        ChatClient bob = newcomer();
        bob.sendText("wrong\n" + PASSWORD + "\n");
        expectRefusal(bob);
        bob.expectNext("* the password, or /quit to leave:");

        // Who came later and says nothing has been ended by the time that bob's guess is looked at.
        assertThat(newcomer().rest()).last().asString().endsWith("you did not come in within 1 second; goodbye");
        bob.expectNext(WAITS);
        clock.advance(Duration.ofSeconds(1));

        bob.expectNext(SHOW);
        assertThat(bob.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void whoIsAskedForThePasswordCannotTakeAName() {
        ChatClient outsider = newcomer();
        outsider.send("/nick ann");
        expectRefusal(outsider);
        clock.advance(Duration.ofSeconds(1));

        ChatClient ann = enter("ann");

        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void whoHangsUpWasNeverThere() {
        ChatClient ann = enter("ann");
        ann.sync();
        ChatClient bob = newcomer();

        bob.halfClose();

        assertThat(bob.bytes(3)).containsExactly(255, 251, 1);
        assertThat(bob.rest()).isEmpty();
        assertThat(ann.sync()).isEmpty();
    }
}

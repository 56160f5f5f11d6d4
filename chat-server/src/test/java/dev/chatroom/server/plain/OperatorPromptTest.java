package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ann says that she runs the server, and bob watches. The clock stands still. */
class OperatorPromptTest {
    private static final String SECRET = "Ali Baba";

    /** What hides and shows again what is typed; terminals show nothing of it. */
    private static final String HIDDEN = "\uFFFD\uFFFD\u0001\uFFFD\uFFFD\u0001";

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.operator("root", SECRET).clock(clock));

    private ChatClient ann;
    private ChatClient bob;

    @BeforeEach
    void bothAreHere() {
        ann = server.enter("ann");
        bob = server.enter("bob");
        ann.sync();
        bob.sync();
    }

    private void annRunsTheServer(boolean does) {
        ann.send("/announce tea");
        ann.expectNext(does ? "* to everyone, from ann: tea" : "* only those who run the server may do that");
    }

    @Test
    void theSecretIsAskedForAndMakesAnOperator() {
        ann.send("/oper root");
        ann.expectNext("* the secret of root:");

        ann.send(SECRET);

        ann.expectNext(HIDDEN);
        ann.expectNext("* you run the server now; /help operators");
        annRunsTheServer(true);
    }

    @Test
    void theSecretMayBeGivenAtOnce() {
        ann.send("/oper root " + SECRET);

        ann.expectNext("* you run the server now; /help operators");
        annRunsTheServer(true);
    }

    @Test
    void whoThinksBetterOfItIsAskedNoMore() {
        ann.send("/oper root");
        ann.expectNext("* the secret of root:");

        ann.send("");
        ann.expectEnd("* nothing was typed; the secret of root, or an empty line to give up:");
        ann.send("");
        ann.expectNext(HIDDEN);
        ann.expectNext("* no secret was given; /oper root asks again");
        ann.send("never mind");

        bob.expectNext("ann: never mind");
        annRunsTheServer(false);
    }

    @Test
    void anEmptyLineBeforeTheSecretIsNoReasonToSayItAloud() {
        ann.send("/oper root");
        ann.expectNext("* the secret of root:");

        ann.send("");
        ann.send(SECRET);

        ann.expect("* you run the server now; /help operators");
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void aSecretThatIsTypedOnceMoreSinceNothingHappensIsNotSaidAloud() {
        ann.send("/oper root");
        ann.expectNext("* the secret of root:");
        ann.send("wrong");
        ann.expect("* that is not right");
        ann.send("wrong too");
        ann.send("and wrong");
        ann.expectEnd("* there were wrong guesses, so this one is looked at in 1 second; type nothing until then");
        clock.advance(Duration.ofSeconds(1));
        ann.expect("* that is not right");
        clock.advance(Duration.ofSeconds(10));
        ann.expect("* that is not right");

        assertThat(bob.sync()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oper root|ali baba", "/oper ROOT|Ali Baba", "/oper nobody|Ali Baba",
        "/oper root|/oper root", "/oper root|/me bows"})
    void aWrongSecretIsAnsweredAndMakesNoOperator(String lines) {
        String[] nameAndSecret = lines.split("\\|", -1);
        ann.send(nameAndSecret[0]);
        ann.expectNext("* the secret of " + nameAndSecret[0].substring(6) + ":");

        ann.send(nameAndSecret[1]);

        ann.expectNext(HIDDEN);
        ann.expectNext("* that is not right");
        ann.expectNext("* the secret of " + nameAndSecret[0].substring(6) + ", or two empty lines to give up:");
        ann.send("");
        ann.send("");
        ann.expect("* no secret was given; /oper " + nameAndSecret[0].substring(6) + " asks again");
        annRunsTheServer(false);
        ann.send("never mind");
        bob.expectNext("ann: never mind");
    }

    @Test
    void theNameIsShownWithoutWhatATerminalWouldObey() {
        ann.send("/oper ro\u001b[2Jot");

        ann.expectNext("* the secret of root:");
    }

    @Test
    void whoIsAskedStillReadsWhatOthersSay() {
        ann.send("/oper root");
        ann.expectNext("* the secret of root:");
        assertThat(ann.bytes(3)).containsExactly(255, 251, 1);
        bob.send("ann?");
        ann.expectNext("bob: ann?");

        ann.send(SECRET);

        assertThat(ann.bytes(3)).containsExactly(255, 252, 1);
        ann.expectNext("");
        ann.expectNext("* you run the server now; /help operators");
    }

    @Test
    void neitherSecretsNorGuessesAreShownToAnybody() {
        List<String> read = new ArrayList<>();
        for (String line : List.of("/oper root", "my guess", SECRET, "/oper root my guess", "/oper root " + SECRET)) {
            ann.send(line);
            String answer = line.equals("/oper root")
                    ? "the secret of root:"
                    : line.endsWith(SECRET) ? "you run the server now; /help operators" : "that is not right";
            read.addAll(ann.until(said -> said.endsWith("* " + answer), "the answer"));
            clock.advance(Duration.ofMinutes(1));
        }
        ann.send("/history 100");
        read.addAll(ann.sync());
        bob.send("/history 100");
        read.addAll(bob.sync());
        ChatClient cid = server.enter("cid");
        cid.send("/history 100");
        read.addAll(cid.sync());

        assertThat(read).contains("* you run the server now; /help operators")
                .noneMatch(line -> line.contains(SECRET) || line.contains("my guess"));
    }
}

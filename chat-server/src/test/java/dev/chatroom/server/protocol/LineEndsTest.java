package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LineEndsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;
    private ChatClient bob;

    @BeforeEach
    void twoAreHere() {
        server.configure(config -> config.greetingDelay(Duration.ofMinutes(1)));
        ann = server.enter("ann");
        bob = server.enter("bob");
        ann.sync();
    }

    @Test
    void aLineEndsWithLfCrLfOrCrNul() {
        bob.sendText("one\ntwo\r\nthree\r\0four\n");

        ann.expectNext("bob: one");
        ann.expectNext("bob: two");
        ann.expectNext("bob: three");
        ann.expectNext("bob: four");
    }

    @Test
    void aLineMayComeInPieces() {
        bob.sendText("hel");
        assertThat(ann.sync()).isEmpty();
        bob.sendText("lo\r");
        assertThat(ann.sync()).isEmpty();
        bob.sendText("\n");

        ann.expectNext("bob: hello");
    }

    @Test
    void whoEndsLinesWithLfReadsThemSo() {
        bob.send("hello");
        assertThat(ann.nextWithEnd()).isEqualTo("bob: hello\n");
    }

    @Test
    void whoEndsLinesWithCrLfReadsThemSo() {
        ann.sendText("hi\r\n");
        bob.expectNext("ann: hi");
        bob.send("hello");
        assertThat(ann.nextWithEnd()).isEqualTo("bob: hello\r\n");
    }

    @Test
    void whoEndsTheFirstLineWithCrLfIsGreetedSo() {
        for (int i = 0; i < 50; i++) {
            ChatClient client = server.connect();
            client.sendText("hi\r\n");
            assertThat(client.nextWithEnd()).startsWith("* welcome").endsWith("\r\n");
            client.close();
        }
    }

    @Test
    void aLastLineWithoutAnEndIsSaid() {
        bob.sendText("no end");
        bob.close();

        ann.expectNext("bob: no end");
        ann.expectNext("* bob left");
    }

    @Test
    void aLastLineThatIsACommandIsCarriedOut() {
        bob.sendText("/quit later");
        bob.halfClose();

        ann.expectNext("* bob left (later)");
        assertThat(bob.rest()).containsExactly("* goodbye");
    }

    @Test
    void whoHalfClosesIsHeardAndReadsTheRestAndTheEnd() {
        ChatClient piped = server.connect();
        piped.send("zero");
        piped.expectStart("* welcome");
        piped.sendText("one\n/who\ntwo");
        piped.halfClose();

        List<String> read = piped.rest();

        assertThat(read).contains("* 3 in lobby: ann, bob, guest-3");
        ann.expect("guest-3: one");
        ann.expectNext("guest-3: two");
        ann.expectNext("* guest-3 left");
    }

    @Test
    void whoClosesWithoutAWordWasNeverHere() {
        ChatClient probe = server.connect();
        probe.close();
        ChatClient silent = server.connect();
        silent.halfClose();
        assertThat(silent.rest()).isEmpty();

        assertThat(ann.sync()).isEmpty();
    }
}

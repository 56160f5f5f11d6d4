package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnetSessionTest {
    private static final byte IAC = (byte) 255;
    private static final byte DONT = (byte) 254;
    private static final byte DO = (byte) 253;
    private static final byte WONT = (byte) 252;
    private static final byte WILL = (byte) 251;
    private static final byte SB = (byte) 250;
    private static final byte AYT = (byte) 246;
    private static final byte SE = (byte) 240;
    private static final byte BINARY = 0;
    private static final byte ECHO = 1;
    private static final byte SUPPRESS_GO_AHEAD = 3;
    private static final byte TIMING_MARK = 6;
    private static final byte NAWS = 31;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    /** What the server asks for at the first negotiation. */
    private static void expectAskedForBinary(ChatClient client) {
        assertThat(client.bytes(3)).containsExactly(IAC, DO, BINARY);
    }

    private ChatClient binary(String name) {
        ChatClient client = server.enter(name);
        client.sendBytes(IAC, DO, BINARY, IAC, WILL, BINARY);
        assertThat(client.bytes(6)).containsExactly(IAC, WONT, BINARY, IAC, DO, BINARY);
        return client;
    }

    @Test
    void theServerOpensNoNegotiation() {
        ChatClient client = server.connect();

        assertThat(client.bytes(10)).isEqualTo("* welcome ".getBytes(US_ASCII));
    }

    @Test
    void everyOtherOptionIsRefused() {
        ChatClient client = server.enter("ann");

        client.sendBytes(IAC, DO, SUPPRESS_GO_AHEAD);
        assertThat(client.bytes(3)).containsExactly(IAC, WONT, SUPPRESS_GO_AHEAD);
        expectAskedForBinary(client);
        client.sendBytes(IAC, WILL, NAWS);
        assertThat(client.bytes(3)).containsExactly(IAC, DONT, NAWS);
    }

    @Test
    void aTimingMarkIsAnsweredEachTime() {
        ChatClient client = server.enter("ann");
        client.sendBytes(IAC, DONT, BINARY);
        expectAskedForBinary(client);
        for (int i = 0; i < 3; i++) {
            client.sendBytes(IAC, DO, TIMING_MARK);
            assertThat(client.bytes(3)).containsExactly(IAC, WONT, TIMING_MARK);
        }
    }

    @Test
    void whoAsksAreYouThereIsAnswered() {
        ChatClient client = server.enter("ann");

        client.sendBytes(IAC, AYT);

        client.expectNext("* yes, the server is here");
    }

    @Test
    void negotiationIsNeverShownToOthers() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.sendBytes((byte) 'h', IAC, DO, ECHO, (byte) 'i', IAC, SB, NAWS, (byte) 0, (byte) 80, (byte) 0, (byte) 24,
                IAC,
                SE, (byte) '!', IAC, WONT, ECHO, (byte) '\r', (byte) '\n');

        ann.expect("bob: hi!");
    }

    @Test
    void negotiationMayBeSplitAnywhere() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        byte[] bytes = {'h', IAC, DO, ECHO, 'i', IAC, SB, NAWS, 0, IAC, IAC, 0, 24, IAC, SE, '\r'};
        for (byte b : bytes) {
            bob.sendBytes(b);
            // A round trip of the other, in which the byte has time to arrive alone.
            assertThat(ann.sync()).isEmpty();
        }
        bob.sendBytes((byte) '\n');

        assertThat(bob.bytes(3)).containsExactly(IAC, WONT, ECHO);
        expectAskedForBinary(bob);
        ann.expectNext("bob: hi");
    }

    @Test
    void everyScriptSurvivesInBinary() {
        ChatClient ann = binary("ann");
        ChatClient bob = binary("bob");

        for (String text : List.of("Нет", "שלום", "“quotes”", "日本語", "🙂", "Привет, Мир", "مرحبا")) {
            bob.sendText(text + "\n");
            assertThat(ann.until(line -> line.startsWith("bob"), text)).last().isEqualTo("bob: " + text);
        }
    }

    /** Byte for byte what Debian's telnet sends for these texts in its first line: a key of its own in each. */
    @ParameterizedTest
    @CsvSource({
        "e2809ec384706665 6ce280fff3fffd06 20e2809d71756f74 6573e2809d20e280 fff3fffd0678e280 9d, „Äpfel“ ”quotes” “x”",
        "d7a9d7fff3fffd06 d795d79d20d7a2d7 95d7fff3fffd06d7 9d, שלום עולם",
        "d1fff4fffd06d0b6 d0b520d0fff5fffd 0620d0ffedfffd06, уже Џ К",
    })
    void lettersThatHoldKeysOfTheClientArriveHoweverTheyAreSplit(String hex, String text) {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        for (byte b : HexFormat.of().parseHex(hex.replace(" ", ""))) {
            bob.sendBytes(b);
            // A round trip of the other, in which the byte has time to arrive alone.
            assertThat(ann.sync()).isEmpty();
        }
        bob.sendText("\r\n");

        assertThat(bob.bytes(3)).containsExactly(IAC, WONT, TIMING_MARK);
        expectAskedForBinary(bob);
        ann.expectNext("bob: " + text);
    }

    @Test
    void linesEndAsClientsEndThemInBinary() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = binary("bob");
        ann.sync();

        bob.sendText("one\rtwo\r\nthree\r\0four\nfive\r");

        for (String text : List.of("one", "two", "three", "four", "five")) {
            ann.expectNext("bob: " + text);
        }
        ann.sendText("hi\n");
        assertThat(bob.nextWithEnd()).isEqualTo("ann: hi\r\n");
    }

    @Test
    void whoTurnsBinaryOffMayUseReturnsInALineAgain() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = binary("bob");

        bob.sendBytes(IAC, WONT, BINARY);
        assertThat(bob.bytes(3)).containsExactly(IAC, DONT, BINARY);
        bob.sendText("one\rtwo\r\n");

        assertThat(ann.expectStart("bob: ")).isEqualTo("bob: one two");
    }

    @Test
    void anEscapedByteIsData() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");

        bob.sendBytes((byte) 'a', IAC, IAC, (byte) 'b', (byte) '\n');

        ann.expect("bob: a\uFFFDb");
    }

    @Test
    void aTelnetClientReadsLinesThatEndWithCrLf() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        bob.sendBytes(IAC, AYT);
        bob.expect("* yes, the server is here");

        ann.send("hi");

        assertThat(bob.nextWithEnd()).isEqualTo("ann: hi\r\n");
    }

    @Test
    void aTelnetClientIsGreetedWithLinesThatEndWithCrLf() {
        server.configure(config -> config.greetingDelay(Duration.ofMinutes(1)));
        for (int i = 0; i < 50; i++) {
            ChatClient client = server.connect();
            client.sendBytes(IAC, WILL, SUPPRESS_GO_AHEAD);
            String line = client.nextWithEnd();
            while (!line.contains("welcome")) {
                line = client.nextWithEnd();
            }
            assertThat(line).endsWith("\r\n");
            client.close();
        }
    }

    @Test
    void whoAsksAreYouThereReadsALineThatEndsWithCrLf() {
        for (int i = 0; i < 50; i++) {
            ChatClient client = server.enter("n" + i);
            client.sendBytes(IAC, AYT);
            assertThat(client.nextWithEnd()).isEqualTo("* yes, the server is here\r\n");
            client.halfClose();
            client.rest();
        }
    }
}

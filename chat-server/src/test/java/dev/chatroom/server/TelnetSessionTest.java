package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TelnetSessionTest {
    private static final byte IAC = (byte) 255;
    private static final byte DONT = (byte) 254;
    private static final byte DO = (byte) 253;
    private static final byte WONT = (byte) 252;
    private static final byte WILL = (byte) 251;
    private static final byte SB = (byte) 250;
    private static final byte AYT = (byte) 246;
    private static final byte SE = (byte) 240;
    private static final byte ECHO = 1;
    private static final byte SUPPRESS_GO_AHEAD = 3;
    private static final byte TIMING_MARK = 6;
    private static final byte NAWS = 31;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void theServerOpensNoNegotiation() {
        ChatClient client = server.connect();

        assertThat(client.bytes(10)).isEqualTo("* welcome ".getBytes(US_ASCII));
    }

    @Test
    void everyOptionIsRefused() {
        ChatClient client = server.enter("ann");

        client.sendBytes(IAC, DO, SUPPRESS_GO_AHEAD);
        assertThat(client.bytes(3)).containsExactly(IAC, WONT, SUPPRESS_GO_AHEAD);
        client.sendBytes(IAC, WILL, NAWS);
        assertThat(client.bytes(3)).containsExactly(IAC, DONT, NAWS);
    }

    @Test
    void aTimingMarkIsAnsweredEachTime() {
        ChatClient client = server.enter("ann");
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
        ann.expectNext("bob: hi");
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

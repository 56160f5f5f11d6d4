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

/** A telnet client shows nothing of a secret that is typed, since the server says that it echoes (RFC 857). */
class SecretEchoTest {
    private static final String PASSWORD = "open sesame";
    private static final byte IAC = (byte) 255;
    private static final byte DONT = (byte) 254;
    private static final byte DO = (byte) 253;
    private static final byte WONT = (byte) 252;
    private static final byte WILL = (byte) 251;
    private static final byte AYT = (byte) 246;
    private static final byte ECHO = 1;
    private static final byte[] BINARY_WANTED = {IAC, DO, 0};

    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer()
            .configure(config -> config.password(PASSWORD).operator("root", "Ali Baba").clock(clock));

    private ChatClient asked() {
        ChatClient client = server.connect();
        client.expectNext("* chatroom asks for a password");
        client.expectNext("* the password:");
        assertThat(client.bytes(3)).containsExactly(IAC, WILL, ECHO);
        return client;
    }

    private static void types(ChatClient client, String line) {
        client.sendText(line + "\r\n");
    }

    /** Nothing else may come before it, not even the answer to a command. */
    private static void expectShown(ChatClient client) {
        assertThat(client.bytes(3)).containsExactly(IAC, WONT, ECHO);
        assertThat(client.nextWithEnd()).isEqualTo("\r\n");
    }

    private static void answersOfferOfEcho(ChatClient client, byte verb) {
        client.sendBytes(IAC, verb, ECHO);
        assertThat(client.bytes(3)).containsExactly(BINARY_WANTED);
    }

    private ChatClient entered() {
        ChatClient client = asked();
        answersOfferOfEcho(client, DO);
        types(client, PASSWORD);
        expectShown(client);
        types(client, "/nick ann");
        client.expect("* you are now ann");
        return client;
    }

    @ParameterizedTest
    @ValueSource(bytes = {DO, DONT})
    void theAnswerToTheOfferIsNotAnsweredAndThePasswordIsTaken(byte verb) {
        ChatClient client = asked();

        answersOfferOfEcho(client, verb);
        types(client, PASSWORD);

        expectShown(client);
        assertThat(client.nextWithEnd()).startsWith("* welcome to chatroom").endsWith("\r\n");
    }

    @Test
    void theAnswerMayComeAtAnyTimeBeforeTheSecretEnds() {
        ChatClient client = asked();

        client.sendBytes((byte) 'o', (byte) 'p', IAC, DO);
        client.sendBytes(ECHO, (byte) 'e', (byte) 'n');
        assertThat(client.bytes(3)).containsExactly(BINARY_WANTED);
        types(client, " sesame");

        expectShown(client);
        assertThat(client.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void whatTheClientSaysToTheEndOfItIsNotAnswered() {
        ChatClient client = entered();

        client.sendBytes(IAC, DONT, ECHO, IAC, AYT);

        client.expectNext("* yes, the server is here");
    }

    @Test
    void eachQuestionHidesAndEachAnswerShows() {
        ChatClient client = asked();
        answersOfferOfEcho(client, DO);
        types(client, "wrong");

        expectShown(client);
        client.expectNext("* that password is not right");
        client.expectNext("* the password, or /quit to leave:");
        assertThat(client.bytes(3)).containsExactly(IAC, WILL, ECHO);
        client.sendBytes(IAC, DONT, ECHO, IAC, DO, ECHO);
        clock.advance(Duration.ofMinutes(1));
        types(client, PASSWORD);

        expectShown(client);
        assertThat(client.next()).startsWith("* welcome to chatroom");
    }

    @Test
    void otherOptionsAreRefusedWhileTheSecretIsAskedFor() {
        ChatClient client = asked();

        client.sendBytes(IAC, DO, (byte) 3);

        assertThat(client.bytes(3)).containsExactly(IAC, WONT, (byte) 3);
    }

    @Test
    void whoIsInIsNotEchoedFor() {
        ChatClient client = entered();

        client.sendBytes(IAC, DO, ECHO);

        assertThat(client.bytes(3)).containsExactly(IAC, WONT, ECHO);
    }

    @Test
    void anOperatorsSecretIsHiddenToo() {
        ChatClient client = entered();

        types(client, "/oper root");
        client.expectNext("* the secret of root:");
        assertThat(client.bytes(3)).containsExactly(IAC, WILL, ECHO);
        client.sendBytes(IAC, DO, ECHO);
        types(client, "Ali Baba");

        expectShown(client);
        client.expectNext("* you run the server now; /help operators");
    }
}

package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers and other programs that take the chat for something else; nothing of what they send is said. */
@Timeout(60)
class ForeignClientsTest {
    /** What a browser sends because a page told it to. */
    private static final String POST = """
            POST / HTTP/1.1\r
            Host: 127.0.0.1:2020\r
            Content-Type: text/plain;charset=UTF-8\r
            Origin: http://evil.example\r
            \r
            /nick boss
            I hate everyone here
            """;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;

    @BeforeEach
    void oneIsHere() {
        // So long that nobody who speaks is greeted before.
        server.configure(config -> config.greetingDelay(Duration.ofSeconds(10)).web(null));
    }

    private void enter() {
        ann = server.enter("ann");
    }

    /** The room has read nothing at all, and nobody else is or was there. */
    private void assertNobodyCame() {
        awaitConnections(1);
        assertThat(ann.sync()).isEmpty();
        ann.send("/who");
        ann.expectNext("* 1 in lobby: ann");
        // The next guest has the next number: no id was used either.
        ChatClient next = server.connect();
        next.send("/topic");
        assertThat(next.next()).isEqualTo("* welcome to chatroom; you are guest-2");
    }

    @Test
    void aWebPageMakesNobodySpeak() {
        enter();
        ChatClient browser = server.connect();
        browser.sendText(POST);

        List<String> answer = browser.rest();

        assertThat(answer.get(0)).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(answer).contains("Content-Type: text/plain; charset=utf-8", "Connection: close", "    nc HOST PORT");
        assertThat(answer)
                .anyMatch(line -> line.matches("Date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT"));
        int length = answer.stream().filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16))).findAny().orElseThrow();
        String body = String.join("\n", answer.subList(answer.indexOf("") + 1, answer.size())) + "\n";
        assertThat(body).startsWith("chatroom is a chat").hasSize(length);
        browser.close();
        assertNobodyCame();
    }

    @Test
    void aRequestMayComeInPieces() {
        enter();
        ChatClient browser = server.connect();
        for (String piece : POST.split("(?<=\\G.{3})", 12)) {
            browser.sendText(piece);
            ann.sync();
        }

        assertThat(browser.rest()).contains("HTTP/1.1 403 Forbidden");
        browser.close();
        assertNobodyCame();
    }

    @Test
    void aTargetMayBeLongerThanALine() {
        enter();
        ChatClient browser = server.connect();
        browser.sendText("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\nboo\n");

        assertThat(browser.rest()).contains("HTTP/1.1 403 Forbidden");
        browser.close();
        assertNobodyCame();
    }

    @Test
    void theAnswerToHeadHasNoBody() {
        enter();
        ChatClient client = server.connect();
        client.sendText("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

        List<String> answer = client.rest();
        assertThat(answer).startsWith("HTTP/1.1 403 Forbidden").endsWith("");
        assertThat(answer.indexOf("")).isEqualTo(answer.size() - 1);
        client.close();
        assertNobodyCame();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9.2p1\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 4711 2020\r\nhello\r\n", "EHLO mail\r\nhello\r\n",
        "OPTIONS sip:nm SIP/2.0\r\nhello\r\n"})
    void othersAreSentAwayInALine(String first) {
        enter();
        ChatClient client = server.connect();
        client.sendText(first);

        assertThat(client.rest()).hasSizeLessThanOrEqualTo(1).noneMatch(line -> line.contains("welcome"));
        client.close();
        assertNobodyCame();
    }

    @ParameterizedTest
    @ValueSource(strings = {"16030102000100", "0D0A0D0A000D0A515549540A21110000", "000100002112A442686F0A686F0A"})
    void binaryProtocolsAreSentAway(String hex) {
        enter();
        ChatClient client = server.connect();
        client.sendBytes(HexFormat.of().parseHex(hex));

        awaitConnections(1);
        client.close();
        assertNobodyCame();
    }

    @Test
    void aClientOfTlsIsToldInItsOwnTerms() {
        enter();
        ChatClient client = server.connect();
        client.sendBytes((byte) 0x16);
        ann.sync();
        client.sendBytes(HexFormat.of().parseHex("030102000100"));

        // A fatal alert (RFC 8446, section 6), then the end.
        assertThat(client.bytes(7)).containsExactly(0x15, 3, 3, 0, 2, 2, 40);
        client.close();
        assertNobodyCame();
    }

    @Test
    void aBrowserThatIsSlowHasBeenGreetedAndIsNotHeard() {
        server.configure(config -> config.greetingDelay(Duration.ofMillis(20)));
        enter();
        ChatClient browser = server.connect();
        ann.expect("* guest-2 joined");
        browser.sendText("\r\n" + POST);

        List<String> read = browser.rest();

        assertThat(read.get(read.size() - 1)).isEqualTo("* this is a chat, and nobody here speaks HTTP; goodbye");
        ann.expectNext("* guest-2 left (spoke another protocol)");
        browser.close();
        awaitConnections(1);
        assertThat(ann.sync()).isEmpty();
        ann.send("/history");
        ann.expectNext("* nothing has been said in lobby yet");
    }

    @Test
    void aRequestIsNoPassword() {
        server.configure(config -> config.password("sesame").greetingDelay(Duration.ofMillis(20)));
        ann = server.connect();
        ann.sendText("sesame\n/nick ann\n");
        ann.expect("* you are now ann");
        ChatClient browser = server.connect();
        browser.expectEnd("* the password:");
        browser.sendText(POST.replace("/nick boss", "sesame"));
        browser.expectEnd("* this is a chat, and nobody here speaks HTTP; goodbye");
        browser.close();
        awaitConnections(1);

        // No guess was counted: the right password is looked at at once.
        ChatClient bob = server.connect();
        bob.sendText("sesame\n");
        ann.expectEnd(" joined");
    }

    @Test
    void whoeverHasSaidSomethingMaySpeakOfHttp() {
        enter();
        ChatClient bob = server.enter("bob");
        ann.expectEnd(" is now bob");

        bob.send("GET / HTTP/1.1");

        ann.expectNext("bob: GET / HTTP/1.1");
    }

    private void awaitConnections(int number) {
        while (server.server().connections() != number) {
            Thread.onSpinWait();
        }
    }
}

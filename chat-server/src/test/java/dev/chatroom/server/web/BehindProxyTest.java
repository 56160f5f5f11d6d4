package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.WebConfig;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server at chat.example behind a proxy at 127.0.0.1, as which the test connects. */
@Timeout(60)
class BehindProxyTest {
    private static final String ONE = "203.0.113.5";
    private static final String OTHER = "203.0.113.6";
    private static final String ELSEWHERE = "127.0.0.2";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    @BeforeEach
    void behindAProxy() {
        server.configure(config -> config.operator("root", "open sesame").web(new WebConfig(
                List.of("chat.example"), List.of(), List.of(), WebConfig.networks(List.of("127.0.0.1")))));
    }

    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address, "X-Forwarded-Proto", "https");
    }

    /** Asks over a connection that goes on; the status. */
    private static String ask(ChatClient connection, String line, String... fields) {
        String body = line.startsWith("POST") ? "hello" : "";
        connection.sendText(line + " HTTP/1.1\r\nHost: 127.0.0.1:2020\r\nContent-Length: " + body.length() + "\r\n"
                + String.join("\r\n", fields) + "\r\n\r\n" + body);
        return connection.expectStart("HTTP/1.1 ").substring(9, 12);
    }

    private String askOnce(String line, String... fields) {
        return ask(server.connect(), line, fields);
    }

    private ChatClient boss() {
        ChatClient boss = server.enter("boss");
        boss.send("/oper root open sesame");
        boss.expectStart("* you run the server now");
        return boss;
    }

    @Test
    void whoisShowsTheAddressOfTheClient() throws Exception {
        ChatClient boss = boss();
        clients.enterWith(from(ONE), "web");

        boss.send("/whois web");

        assertThat(boss.sync()).contains("*   comes from " + ONE, "*   uses an encrypted connection");
    }

    @Test
    void aClientIsToldThatOthersMayNotReachTheServerThere() throws Exception {
        assertThat(clients.openWith(from(ONE), "chat.v1.json").next("\"type\":\"welcome\""))
                .contains("\"reached\":\"proxy\"");
    }

    @Test
    void aBannedClientIsPutOutAndNobodyElse() throws Exception {
        ChatClient boss = boss();
        Client one = clients.enterWith(from(ONE), "one");
        Client other = clients.enterWith(from(OTHER), "other");
        ChatClient connection = server.connect();
        assertThat(ask(connection, "GET /rooms", "X-Forwarded-For: " + OTHER)).isEqualTo("200");

        boss.send("/banip " + ONE);

        one.next("closed");
        assertThat(clients.openWith(from(ONE), "chat.v1.json").until(message -> message.startsWith("closed")))
                .containsExactly("{\"type\":\"bye\",\"text\":\"your address is banned from this server\"}",
                        "closed 1001");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("403");
        assertThat(ask(connection, "GET /rooms", "X-Forwarded-For: " + OTHER)).isEqualTo("200");
        other.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"still here\"}");
        boss.expect("other: still here");
    }

    @Test
    void aBanEndsStreamsAndThoseWhoAreAwayOfThatClientOnly() throws Exception {
        ChatClient boss = boss();
        Client one = clients.enterWith(from(ONE), "one");
        Client other = clients.enterWith(from(OTHER), "other");
        boss.sync();
        int before = server.server().connections();
        one.socket().abort();
        other.socket().abort();
        server.await(running -> running.connections() == before - 2, "the end of the connections");
        ChatClient stream = server.connect();
        assertThat(ask(stream, "GET /rooms/lobby/events", "X-Forwarded-For: " + ONE)).isEqualTo("200");

        boss.send("/banip " + ONE);

        boss.expectStart("* one left");
        assertThat(stream.rest()).noneMatch(line -> line.startsWith("data:"));
        boss.send("/who");
        assertThat(boss.sync()).anyMatch(line -> line.contains("other"));
    }

    @Test
    void connectionsCountForTheClient() throws Exception {
        server.configure(config -> config.maxPerAddress(2));
        Client first = clients.enterWith(from(ONE), "first");
        ChatClient stream = server.connect();
        assertThat(ask(stream, "GET /rooms/lobby/events", "X-Forwarded-For: " + ONE)).isEqualTo("200");

        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("429");
        clients.enterWith(from(OTHER), "second");
        clients.enterWith(from(OTHER), "third");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + OTHER)).isEqualTo("429");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: 203.0.113.7")).isEqualTo("200");

        int before = server.server().connections();
        first.socket().abort();
        server.await(running -> running.connections() < before, "the end of the connection");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("200");
        server.await(
                running -> askOnce("GET /rooms", "X-Forwarded-For: " + ONE).equals("200"),
                "its place to be given back");
    }

    @Test
    void oneConnectionCarriesRequestsOfSeveralClients() {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 2)
                .configure(config -> config.maxPerAddress(1).clock(new ManualClock()));
        ChatClient connection = server.connect();

        assertThat(ask(connection, "POST /rooms/lobby?as=one", "X-Forwarded-For: " + ONE)).isEqualTo("201");
        assertThat(ask(connection, "POST /rooms/lobby?as=one", "X-Forwarded-For: " + ONE)).isEqualTo("201");
        assertThat(ask(connection, "POST /rooms/lobby?as=other", "X-Forwarded-For: " + OTHER)).isEqualTo("201");
        assertThat(ask(connection, "POST /rooms/lobby?as=one", "X-Forwarded-For: " + ONE)).isEqualTo("429");
        assertThat(ask(connection, "POST /rooms/lobby?as=other", "X-Forwarded-For: " + OTHER)).isEqualTo("201");
        assertThat(ask(connection, "GET /health")).isEqualTo("200");
        assertThat(ask(connection, "GET /rooms", "X-Forwarded-For: " + OTHER)).isEqualTo("200");
    }

    /** Its first line comes in pieces, of which the first are the proxy's work. */
    @Test
    void theWorkOfAWebSocketIsItsClients() {
        server.configure(config -> config.requests(50).requestsPerAddress(2).clock(new ManualClock()));
        ChatClient web = server.connect();
        web.sendText("GET /ws");
        assertThat(askOnce("GET /health", "X-Forwarded-For: 203.0.113.7")).isEqualTo("200");
        web.sendText(
                " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\nX-Forwarded-For: " + ONE
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        byte[] text = "{\"do\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 60; i++) {
            // A text in one frame, with a mask that leaves it as it is.
            web.sendBytes((byte) 0x81, (byte) (0x80 + text.length), (byte) 0, (byte) 0, (byte) 0, (byte) 0);
            web.sendBytes(text);
        }

        StringBuilder read = new StringBuilder();
        while (read.indexOf("asks-too-much") < 0) {
            read.append((char) web.bytes(1)[0]);
        }

        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("429");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + OTHER)).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Origin: https://chat.example|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example|201",
        "Origin: https://chat.example|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example:443|201",
        "Origin: https://chat.example:8443|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example:8443|201",
        "Origin: https://chat.example|Forwarded: for=203.0.113.5;proto=https;host=chat.example|X-Forwarded-Proto: https|201",
        "Origin: http://chat.example|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example|403",
        "Origin: https://chat.example|X-Forwarded-Proto: http|X-Forwarded-Host: chat.example|403",
        "Origin: https://evil.example|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example|403",
        "Origin: https://evil.example|X-Forwarded-Proto: https|X-Forwarded-Host: evil.example|421",
        "Origin: http://127.0.0.1:2020|X: y|X: y|201",
        "X: y|X-Forwarded-Proto: nonsense|X: y|400", "X: y|X-Forwarded-For: nonsense|X: y|400",
        "X: y|Forwarded: nonsense|X: y|400"
    })
    void theOriginIsComparedWithWhatTheClientAsks(String origin, String second, String third, int status) {
        String client = "X-Forwarded-For: " + ONE;
        assertThat(askOnce("POST /rooms/lobby?as=ci", client, origin, second, third)).isEqualTo("" + status);
    }

    /** A client may have written the fields by itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Origin: https://chat.example|X-Forwarded-Proto: https|X-Forwarded-Host: chat.example|403",
        "Origin: https://chat.example|Forwarded: proto=https;host=chat.example|X: y|403",
        "Origin: https://chat.example|Forwarded: for=203.0.113.5;proto=https;host=chat.example|X: y|201",
        "Origin: http://127.0.0.1:2020|X-Forwarded-Proto: https|Forwarded: host=evil.example|201",
        "X: y|Forwarded: nonsense|X: y|400"
    })
    void whoeverNamesNoClientTellsNothingOfIt(String origin, String second, String third, int status) {
        assertThat(askOnce("POST /rooms/lobby?as=ci", origin, second, third)).isEqualTo("" + status);
    }

    @Test
    void severalLinesOfOneFieldAreOneList() {
        ChatClient boss = boss();
        boss.send("/banip " + ONE);
        boss.sync();

        String spoofed = "X-Forwarded-For: " + OTHER;
        String real = "X-Forwarded-For: " + ONE;
        assertThat(askOnce("GET /rooms", spoofed, real)).isEqualTo("403");
        assertThat(askOnce("GET /rooms", real, spoofed)).isEqualTo("200");
    }

    @Test
    void othersCannotSayForWhomTheyAsk() {
        ChatClient boss = boss();
        boss.send("/banip " + ONE);
        boss.sync();

        assertThat(ask(server.connectFrom(ELSEWHERE), "GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("200");
        assertThat(ask(server.connectFrom(ELSEWHERE), "GET /rooms", "Forwarded: nonsense")).isEqualTo("200");
        boss.send("/banip " + ELSEWHERE);
        boss.sync();
        assertThat(server.connectFrom(ELSEWHERE).rest()).containsExactly("* your address is banned from this server");
    }

    @Test
    void somebodyWithoutHttpAtTheProxyCountsForItsAddress() {
        server.configure(config -> config.maxPerAddress(1));
        server.enter("ann");
        ChatClient second = server.connect();

        second.send("hello");

        assertThat(second.rest())
                .containsExactly("* there are already 1 connection from your address; close one first");
        assertThat(askOnce("GET /rooms", "X-Forwarded-For: " + ONE)).isEqualTo("200");
        assertThat(askOnce("GET /rooms")).as("the proxy itself").isEqualTo("429");
    }

    @Test
    void aStreamOfEventsIsNotHeldBackByAProxy() {
        ChatClient stream = server.connect();

        assertThat(ask(stream, "GET /rooms/lobby/events", "X-Forwarded-For: " + ONE)).isEqualTo("200");

        stream.expect("X-Accel-Buffering: no");
    }
}

package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.WebConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server at chat.example behind a proxy that hands on what it does not set itself. The test connects as that proxy. */
@Timeout(60)
class ForgedForwardingTest {
    private static final String CLIENT = "203.0.113.5";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    @BeforeEach
    void behindAProxy() {
        server.configure(config -> config.operator("root", "open sesame").web(new WebConfig(
                List.of("chat.example"), List.of(), List.of(), WebConfig.networks(List.of("127.0.0.1")))));
    }

    private String status(String... fields) {
        ChatClient connection = server.connect();
        connection.sendText("GET /rooms HTTP/1.1\r\n" + String.join("\r\n", fields) + "\r\n\r\n");
        return connection.expectStart("HTTP/1.1 ").substring(9, 12);
    }

    /** A page whose name leads to the proxy can add fields to what it asks, though it cannot change {@code Host}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "chat.example | X: y | 200", "evil.example | X: y | 421",
        "evil.example | X-Forwarded-Host: chat.example | 421",
        "evil.example | Forwarded: host=chat.example | 421",
        "evil.example | Forwarded: for=203.0.113.5;host=chat.example | 421",
        "chat.example | X-Forwarded-Host: evil.example | 421",
        "chat.example | X-Forwarded-Host: chat.example | 200",
        // Proxies that set no Host ask for the address that they connect to.
        "127.0.0.1:2020 | X-Forwarded-Host: chat.example | 200",
        "127.0.0.1:2020 | X-Forwarded-Host: evil.example | 421"
    })
    void bothTheHostAndTheOneThatIsToldAreKnown(String host, String field, String status) {
        assertThat(status("Host: " + host, "X-Forwarded-For: " + CLIENT, field)).isEqualTo(status);
    }

    @Test
    void aHandshakeForAnotherHostIsRefusedToo() {
        ChatClient connection = server.connect();

        connection.sendText("GET /ws HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://chat.example\r\nX-Forwarded-For: "
                + CLIENT + "\r\nX-Forwarded-Host: chat.example\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");

        connection.expectStart("HTTP/1.1 421 ");
    }

    @Test
    void aSchemeOfTheClientsOwnIsNotBelieved() throws Exception {
        ChatClient boss = server.enter("boss");
        boss.send("/oper root open sesame");
        boss.expectStart("* you run the server now");
        clients.enterWith(
                Map.of("X-Forwarded-For", CLIENT, "X-Forwarded-Proto", "http", "Forwarded", "proto=https"), "web");

        boss.send("/whois web");

        assertThat(boss.sync()).contains("*   comes from " + CLIENT)
                .noneMatch(line -> line.contains("uses an encrypted connection"));
    }

    @Test
    void twoSchemesForOneClientAreRefused() {
        assertThat(status(
                "Host: chat.example", "X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: http",
                "Forwarded: for=" + CLIENT + ";proto=https"))
                .isEqualTo("400");
    }
}

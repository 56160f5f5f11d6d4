package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients read whose connection is not served, over real sockets: each in the words of what it speaks. */
@Timeout(60)
class RefusedConnectionTest {
    private static final String HANDSHAKE = """
            GET /ws HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
            """;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private void fill() {
        server.configure(config -> config.maxConnections(1));
        server.enter("ann");
    }

    @Test
    void aFullServerIsUnavailableForNow() throws Exception {
        fill();

        HttpResponse<String> answer = http.get("/");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("30");
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
        assertThat(answer.body()).isEqualTo("the server is full (1 connection); try again later\n");
    }

    @Test
    void tooManyConnectionsOfAnAddressAreTooManyRequests() throws Exception {
        server.configure(config -> config.maxPerAddress(1));
        server.enter("ann");

        HttpResponse<String> answer = http.post("/rooms/lobby?as=ci", "hello");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("30");
        assertThat(answer.body()).contains("1 connection from your address");
    }

    @Test
    void aBannedAddressIsForbiddenAndNotAskedToTryAgain() throws Exception {
        server.configure(config -> config.operator("root", "sesame"));
        ChatClient root = server.connectFrom("127.0.0.2");
        root.send("/oper root sesame");
        root.send("/banip 127.0.0.1");
        root.sync();

        HttpResponse<String> answer = http.get("/rooms");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        assertThat(answer.body()).isEqualTo("your address is banned from this server\n");
    }

    /** A page is told nothing of how a handshake was refused. */
    @Test
    void aPageIsToldInItsOwnProtocol() throws Exception {
        fill();

        assertThat(clients.open("chat.v1.json").until(message -> message.startsWith("closed")))
                .containsExactly(
                        "{\"type\":\"bye\",\"text\":\"the server is full (1 connection); try again later\"}",
                        "closed 1001");
        assertThat(clients.open("text.ircv3.net").until(message -> message.startsWith("closed")))
                .containsExactly("ERROR :Closing Link: (Server full (1 connections))", "closed 1001");
    }

    @Test
    void aPageFromElsewhereIsNot() {
        fill();
        ChatClient page = server.connect();

        page.sendText(HANDSHAKE + "Origin: http://evil.example\r\n\r\n");

        assertThat(page.rest()).first().isEqualTo("HTTP/1.1 503 Service Unavailable");
    }

    @Test
    void aRequestThatDribblesOrDoesNotEndIsAnsweredInTime() {
        fill();
        ChatClient whole = server.connect();
        HANDSHAKE.chars().forEach(each -> whole.sendText(String.valueOf((char) each)));
        whole.sendText("\r\n");
        ChatClient half = server.connect();
        half.sendText(HANDSHAKE);

        assertThat(whole.next()).isEqualTo("HTTP/1.1 101 Switching Protocols");
        assertThat(half.rest()).first().isEqualTo("HTTP/1.1 503 Service Unavailable");
        ChatClient endless = server.connect();
        endless.sendText("GET /" + "x".repeat(8_000));
        assertThat(endless.rest()).singleElement().asString().startsWith("* the server is full");
    }

    @Test
    void othersReadWhatTheyUnderstand() {
        fill();
        ChatClient irc = server.connect();
        irc.sendText("NICK bob\r\nUSER bob 0 * :bob\r\n");
        ChatClient typing = server.connect();
        typing.send("hello");
        ChatClient gone = server.connect();
        gone.halfClose();

        assertThat(irc.rest()).containsExactly("ERROR :Closing Link: (Server full (1 connections))");
        assertThat(typing.rest()).containsExactly("* the server is full (1 connection); try again later");
        assertThat(gone.rest()).containsExactly("* the server is full (1 connection); try again later");
    }

    /** What a client of TLS 1.3 sends first, as far as that is looked at. */
    private static void sayHello(ChatClient client) {
        client.sendBytes((byte) 22, (byte) 3, (byte) 1, (byte) 0, (byte) 5, (byte) 1, (byte) 0, (byte) 0, (byte) 1,
                (byte) 3);
    }

    @Test
    void aClientOfTlsIsToldByAnAlert() {
        fill();
        ChatClient client = server.connect();

        sayHello(client);

        assertThat(client.bytes(7)).containsExactly(21, 3, 3, 0, 2, 2, 80);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void aClientOfTlsFromABannedAddressIsDenied() {
        server.configure(config -> config.operator("root", "sesame"));
        ChatClient root = server.connectFrom("127.0.0.2");
        root.send("/oper root sesame");
        root.send("/banip 127.0.0.1");
        root.sync();
        ChatClient client = server.connect();

        sayHello(client);

        assertThat(client.bytes(7)).containsExactly(21, 3, 3, 0, 2, 2, 49);
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void withoutTheWebARequestIsToldSo() {
        server.configure(config -> config.web(null));
        fill();
        ChatClient browser = server.connect();

        browser.sendText("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(browser.rest()).first().isEqualTo("HTTP/1.1 403 Forbidden");
    }
}

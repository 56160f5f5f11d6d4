package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chat over WebSocket, as the JDK's client speaks it. */
@Timeout(60)
class WebSocketChatTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private Client open(String... protocols) throws Exception {
        return clients.open(protocols);
    }

    private Client enter(String name) throws Exception {
        return clients.enter(name);
    }

    @Test
    void aPageAndATerminalTalkInOneRoom() throws Exception {
        ChatClient ann = server.enter("ann");
        Client web = enter("web");
        ann.expectNext("* web joined");
        ann.send("hello <b>");

        assertThat(web.next("hello")).contains("\"type\":\"said\"", "\"by\":{\"id\":\"1\",\"name\":\"ann\"}",
                "\"text\":\"hello <b>\"");
        web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"hi \\u0007there\",\"ref\":\"7\"}");
        assertThat(web.next("\"ref\":\"7\"")).contains("\"type\":\"said\"", "\"name\":\"web\"");
        ann.expectNext("web: hi there");
        ann.send("/msg web only you");
        assertThat(web.next("only you")).contains("\"type\":\"told\"", "\"kind\":\"said\"");
    }

    @Test
    void everyAnswerHasTheReferenceOfItsRequest() throws Exception {
        Client web = enter("web");

        assertThat(web.send("{\"do\":\"say\",\"room\":\"none\",\"text\":\"x\",\"ref\":\"1\"}").next("\"ref\":\"1\""))
                .contains("\"type\":\"refused\"", "\"code\":\"not-there\"", "\"text\":\"you are not in none\"");
        assertThat(web.send("{\"do\":\"topic\",\"room\":\"lobby\",\"text\":\"t\",\"ref\":\"2\"}").next("\"ref\":\"2\""))
                .containsAnyOf("\"type\":\"topic\"", "\"code\":\"not-operator\"");
        assertThat(web.send("{\"do\":\"rooms\",\"ref\":\"3\"}").next("\"ref\":\"3\"")).contains("\"people\":1");
        assertThat(web.sendMalformed("{\"do\":\"fly\",\"ref\":\"4\"}").next("\"ref\":\"4\""))
                .contains("\"code\":\"unknown\"");
        assertThat(web.send("{\"do\":\"tell\",\"to\":\"nobody\",\"text\":\"x\",\"ref\":\"5\"}").next("\"ref\":\"5\""))
                .contains("\"code\":\"no-such-user\"");
        for (String malformed : List.of("", "{", "[]", "{\"do\":1,\"do\":2}", "{\"do\":[1]}", "{} x", "null")) {
            assertThat(web.sendMalformed(malformed).next("refused")).contains("\"code\":\"malformed\"");
        }
    }

    @Test
    void historyComesInPages() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 6; i++) {
            ann.send("line " + i);
        }
        ann.sync();
        Client web = enter("web");

        List<String> page = web.send("{\"do\":\"history\",\"room\":\"lobby\",\"limit\":3,\"ref\":\"h\"}")
                .until(message -> message.contains("\"type\":\"done\",\"ref\":\"h\""));

        assertThat(page.getLast()).contains("\"more\":true");
        assertThat(page).filteredOn(message -> message.contains("\"ref\":\"h\",\"past\":true")).hasSize(3);
    }

    @Test
    void aPageOfLongMessagesIsShorterAndGoesOn() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 10; i < 40; i++) {
            ann.send(i + "x".repeat(4_000));
        }
        ann.sync();
        Client web = enter("web");

        List<String> page =
                web.send("{\"do\":\"history\",\"room\":\"lobby\",\"after\":\"1\",\"limit\":30,\"ref\":\"h\"}")
                        .until(message -> message.contains("\"type\":\"done\",\"ref\":\"h\""));

        assertThat(page).filteredOn(message -> message.contains("\"ref\":\"h\",\"past\":true")).hasSizeBetween(7, 12);
        assertThat(page.getLast()).contains("\"more\":true");
    }

    @Test
    void commandsAreThoseOfThePlainDoor() throws Exception {
        Client web = enter("web");

        assertThat(web.send("{\"do\":\"command\",\"room\":\"lobby\",\"text\":\"/whois web\"}").next("has said nothing"))
                .contains("\"type\":\"lines\"");
        assertThat(web.send("{\"do\":\"command\",\"text\":\"/nonsense\"}").next("/help")).contains("\"lines\"");
    }

    @Test
    void whoRunsTheServerSaysSoInOneLine() throws Exception {
        server.configure(config -> config.operator("root", ServerConfig.hash("sesame")));
        Client web = enter("web");

        web.send("{\"do\":\"command\",\"text\":\"/oper root\"}").next("/oper NAME SECRET");
        web.send("{\"do\":\"command\",\"text\":\"/oper root wrong\"}").next("not right");
        web.send("{\"do\":\"command\",\"text\":\"/oper root sesame\"}").next("you run the server");
        assertThat(server.server().waitingGuesses()).isZero();
    }

    @Test
    void aPasswordComesFirst() throws Exception {
        server.configure(config -> config.password("sesame"));
        Client web = open();

        assertThat(web.next("password")).contains("\"wrong\":false");
        assertThat(web.send("{\"do\":\"nick\",\"name\":\"x\"}").next("refused")).contains("\"code\":\"password\"");
        assertThat(web.send("{\"do\":\"login\",\"password\":\"no\"}").next("\"type\":\"password\""))
                .contains("\"wrong\":true");
        assertThat(web.send("{\"do\":\"login\",\"password\":\"sesame\"}").next("\"type\":\"welcome\"")).isNotEmpty();
    }

    @Test
    void leavingIsSeenAndThePongComesBetweenMessages() throws Exception {
        ChatClient ann = server.enter("ann");
        Client web = enter("web");
        ann.expectNext("* web joined");

        web.socket().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
        assertThat(web.next("pong")).isEqualTo("pong 3");
        web.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();

        ann.expectNext("* web left");
        assertThat(web.next("closed")).isEqualTo("closed 1000");
    }

    @Test
    void aServerThatEndsSaysSo() throws Exception {
        Client web = enter("web");

        server.server().close();

        assertThat(web.until(message -> message.startsWith("closed")))
                .endsWith("closed 1001")
                .anyMatch(message -> message.startsWith("{\"type\":\"bye\""));
    }

    @Test
    void whatWasTakenBackIsGivenToNobodyWhoFollowsLater() throws Exception {
        Client web = enter("web");
        String said =
                web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"hunter2\",\"ref\":\"s\"}").next("hunter2");
        String id = said.replaceAll(".*\"id\":\"(\\d{15,})\",\"at.*", "$1");
        web.send("{\"do\":\"redact\",\"room\":\"lobby\",\"message\":\"" + id + "\",\"ref\":\"r\"}")
                .next("\"redacted\"");
        web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"the end\",\"ref\":\"e\"}").next("the end");

        HttpResponse<InputStream> stream = http.send(
                http.to("/rooms/lobby/events").header("Last-Event-ID", "1"),
                BodyHandlers.ofInputStream());
        StringBuilder read = new StringBuilder();
        try (InputStream body = stream.body()) {
            while (read.indexOf("the end") < 0) {
                read.append((char) body.read());
            }
        }
        assertThat(read.toString()).contains("event: redacted").doesNotContain("hunter2");
    }

    @Test
    void ircIsSpokenOverWebSocketToo() throws Exception {
        ChatClient ann = server.enter("ann");
        Client irc = open("text.ircv3.net");

        irc.send("NICK webirc").send("USER u 0 * :u").send("JOIN #lobby\r\n").next("366 webirc");
        ann.send("hello");
        assertThat(irc.next("hello")).matches(":ann!\\S+ PRIVMSG #lobby :hello");
    }

    @Test
    void aSubprotocolThatNobodyHereSpeaksIsRefused() {
        Assertions.assertThatThrownBy(() -> open("mqtt")).isInstanceOf(ExecutionException.class);
    }
}

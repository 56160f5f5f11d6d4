package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What IRC clients ask each other by themselves (CTCP) is no speech for pages and programs. */
@Timeout(60)
class CtcpTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private Client enterByIrc() throws Exception {
        Client irc = clients.open("text.ircv3.net");
        irc.send("NICK irene").send("USER u 0 * :u").send("JOIN #lobby").next("366 irene");
        return irc;
    }

    @Test
    void theServerAnswersForSomebodyOnAPageWhoReadsNothingOfIt() throws Exception {
        Client wim = clients.enter("wim");
        Client irc = enterByIrc();
        wim.next("\"joined\"");

        irc.send("PRIVMSG wim :\u0001VERSION\u0001");
        assertThat(irc.next("NOTICE")).matches(":wim!\\S+ NOTICE irene :\u0001VERSION chatroom.*\u0001");
        irc.send("PRIVMSG wim :\u0001PING 12 34\u0001");
        assertThat(irc.next("NOTICE")).endsWith("NOTICE irene :\u0001PING 12 34\u0001");
        irc.send("PRIVMSG wim :\u0001TIME\u0001");
        assertThat(irc.next("NOTICE")).contains("\u0001TIME ");
        irc.send("NOTICE wim :\u0001VERSION mine\u0001").send("PRIVMSG wim :\u0001FINGER\u0001");
        irc.send("PRIVMSG #lobby :\u0001VERSION\u0001").send("PRIVMSG #lobby :that was all");

        assertThat(wim.until(message -> message.contains("that was all"))).hasSize(1);
        wim.send("{\"do\":\"command\",\"room\":\"lobby\",\"text\":\"/reply what?\"}");
        assertThat(wim.next("\"lines\"")).contains("nobody has sent you a private message yet");
    }

    @Test
    void noneIsReadAgain() throws Exception {
        Client irc = enterByIrc();
        irc.send("PRIVMSG #lobby :\u0001VERSION\u0001").send("PRIVMSG #lobby :hello").send("PING 1").next("PONG");

        Client wim = clients.open("chat.v1.json");
        wim.next("\"welcome\"");
        wim.send("{\"do\":\"join\",\"room\":\"lobby\",\"ref\":\"1\"}");
        assertThat(wim.next("\"ref\":\"1\"")).contains("\"past\":1,");
        wim.send("{\"do\":\"history\",\"room\":\"lobby\",\"ref\":\"2\"}");
        List<String> history = wim.until(message -> message.contains("\"done\""));

        assertThat(history).noneMatch(message -> message.contains("VERSION"))
                .anyMatch(message -> message.contains("hello"));
        assertThat(http.get("/rooms/lobby").body()).contains("hello").doesNotContain("VERSION");
        assertThat(
                http.send(http.to("/rooms/lobby").header("Accept", "application/json"), BodyHandlers.ofString()).body())
                .contains("hello").doesNotContain("VERSION");
        HttpResponse<InputStream> stream =
                http.send(http.to("/rooms/lobby/events").header("Last-Event-ID", "1"), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
            assertThat(lines.lines().takeWhile(line -> !line.contains("hello")))
                    .noneMatch(line -> line.contains("VERSION"));
        }
    }
}

package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.ServerThreads;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.net.http.WebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of chat.v1.json that lose their connection and come back. */
@Timeout(60)
class ResumptionTest {
    private static final String JOIN = "{\"do\":\"join\",\"room\":\"lobby\",\"ref\":\"j\"}";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    /** Somebody who has been welcomed, and with which secret. */
    private record Welcomed(Client client, String welcome) {
        String secret() {
            return welcome.replaceAll(".*\"secret\":\"([^\"]+)\".*", "$1");
        }
    }

    private Welcomed open(String... protocols) throws Exception {
        Client client = clients.open(protocols);
        return new Welcomed(client, client.next("\"type\":\"welcome\""));
    }

    private Welcomed enter(String name) throws Exception {
        Welcomed web = open("chat.v1.json");
        web.client().send("{\"do\":\"nick\",\"name\":\"" + name + "\",\"ref\":\"n\"}").next("\"ref\":\"n\"");
        web.client().send(JOIN).next("\"type\":\"entered\"");
        return web;
    }

    private Welcomed resume(String secret) throws Exception {
        return open("chat.v1.json", "resume." + secret);
    }

    /** Its connection breaks, and the server has noticed. */
    private void lose(Welcomed web) {
        int before = server.server().connections();
        web.client().socket().abort();
        server.await(running -> running.connections() == before - 1, "the end of the connection");
    }

    @Test
    void whoComesBackIsTheSameAndNobodyReadsOfIt() throws Exception {
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");
        lose(web);
        ann.send("meanwhile");
        ann.send("/msg web only you");
        ann.expectEnd("sent to web");

        Welcomed back = resume(web.secret());

        assertThat(back.welcome()).contains("\"resumed\":true", "\"name\":\"web\"");
        assertThat(back.client().next("meanwhile")).contains("\"type\":\"said\"");
        back.client().next("only you");
        assertThat(back.client().send(JOIN).next("\"type\":\"entered\"")).contains("\"ref\":\"j\"", "\"present\":2");
        back.client().send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"here I am\"}");
        ann.expectNext("web: here I am");
    }

    @Test
    void aConnectionThatIsThoughtToBeAliveIsTakenOver() throws Exception {
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");

        Welcomed back = resume(web.secret());

        assertThat(back.welcome()).contains("\"resumed\":true");
        web.client().next("broken");
        ann.send("hello");
        back.client().next("hello");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void aSecretIsGoodForOneReturn() throws Exception {
        Welcomed web = enter("web");
        Welcomed back = resume(web.secret());

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":false");
        assertThat(resume(back.secret()).welcome()).contains("\"resumed\":true");
        assertThat(resume("nobody").welcome()).contains("\"resumed\":false");
    }

    @Test
    void whoSaysGoodbyeLeavesAtOnce() throws Exception {
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");

        web.client().socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        web.client().next("closed");

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":false");
        ann.expectNext("* web left");
    }

    @Test
    void aPageThatIsLoadedAgainIsTheSame() throws Exception {
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");
        web.client().socket().sendClose(1001, "").join();
        web.client().next("closed");

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":true");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void noMoreStayThanThereIsRoomFor() throws Exception {
        server.configure(config -> config.maxConnections(16));
        ChatClient ann = server.enter("ann");
        Welcomed first = enter("first");
        Welcomed second = enter("second");
        Welcomed third = enter("third");
        ann.sync();
        lose(first);
        lose(second);
        lose(third);

        ann.expectNext("* first left (connection lost)");
        assertThat(resume(first.secret()).welcome()).contains("\"resumed\":false");
        assertThat(resume(second.secret()).welcome()).contains("\"resumed\":true");
        assertThat(resume(third.secret()).welcome()).contains("\"resumed\":true");
    }

    /** Its reader waits for space in the outbox then, which nobody makes any more. */
    @Test
    void whoReadNothingBeforeTheConnectionBrokeComesBackToo() throws Exception {
        server.limit(Limit.PENDING_BYTES, 4_096);
        ChatClient ann = server.enter("ann");
        for (int i = 0; i < 40; i++) {
            ann.send("x".repeat(4_000));
        }
        ann.sync();
        Welcomed web = enter("web");
        web.client().stopReading();
        for (int i = 0; i < 400; i++) {
            web.client().send("{\"do\":\"history\",\"room\":\"lobby\",\"limit\":100}");
        }
        ServerThreads.awaitOneIn("Outbox.awaitSpace");
        lose(web);

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":true");
    }

    @Test
    void aSecretIsForTheSameProtocol() throws Exception {
        Welcomed web = enter("web");
        lose(web);
        Client irc = clients.open("text.ircv3.net", "resume." + web.secret());

        irc.send("NICK other").send("USER u 0 * :u").next(" 001 other ");

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":true", "\"name\":\"web\"");
    }

    @Test
    void whoIsInNoRoomDoesNotStay() throws Exception {
        Welcomed guest = open("chat.v1.json");
        lose(guest);

        assertThat(resume(guest.secret()).welcome()).contains("\"resumed\":false");
    }

    /** Else the right would be lost by a reload of the page. */
    @Test
    void whoRunsTheServerStaysInNoRoomToo() throws Exception {
        server.configure(config -> config.operator("root", "sesame"));
        Welcomed web = open("chat.v1.json");
        web.client().send("{\"do\":\"command\",\"room\":\"\",\"text\":\"/oper root sesame\"}")
                .next("you run the server");
        lose(web);

        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":true", "\"operator\":true");
    }

    @Test
    void whoDoesNotComeBackLeaves() throws Exception {
        server.limit(Limit.CATCH_UP_SECONDS, 1);
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");

        web.client().socket().abort();

        ann.expectNext("* web left (connection lost)");
        assertThat(resume(web.secret()).welcome()).contains("\"resumed\":false");
    }

    @Test
    void whoComesBackWithoutTheSecretHasTheName() throws Exception {
        ChatClient ann = server.enter("ann");
        Welcomed web = enter("web");
        ann.expectNext("* web joined");
        web.client().socket().abort();
        ann.sync();

        enter("web");

        ann.expectNext("* web left (connection lost)");
        ann.expectNext("* web joined");
    }

    @Test
    void whoWasPutOutMeanwhileIsNotBack() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        Welcomed web = enter("web");
        web.client().send("{\"do\":\"join\",\"room\":\"cats\",\"ref\":\"c\"}").next("\"ref\":\"c\"");
        ann.expectEnd("web joined");
        lose(web);
        ann.send("/kick web");
        ann.expectEnd("put web out of cats");

        Welcomed back = resume(web.secret());

        back.client().next("\"type\":\"kicked\"");
        back.client().send("{\"do\":\"say\",\"room\":\"cats\",\"text\":\"x\",\"ref\":\"s\"}");
        assertThat(back.client().next("\"ref\":\"s\"")).contains("\"code\":\"not-there\"");
    }
}

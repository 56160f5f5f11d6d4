package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What belongs to a request of chat.v1.json, and in which order it comes. */
@Timeout(60)
class WebSocketAnswersTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private static List<String> answer(Client web, String request, String last) throws Exception {
        return web.send(request.replace('\'', '"')).until(message -> message.contains(last));
    }

    private static void assertOneWithReference(List<String> read, String event) {
        assertThat(read).filteredOn(message -> message.contains("\"ref\":\"7\"")).containsExactly(read.getLast());
        assertThat(read).anyMatch(message -> message.contains("\"type\":\"" + event + "\""));
    }

    @Test
    void theEventsThatARequestMakesComeBeforeItsAnswerWithoutItsReference() throws Exception {
        Client web = clients.enter("web");

        assertOneWithReference(answer(web, "{'do':'join','room':'tea','ref':'7'}", "entered"), "joined");
        assertOneWithReference(answer(web, "{'do':'nick','name':'wim','ref':'7'}", "done"), "renamed");
        assertOneWithReference(answer(web, "{'do':'away','text':'tea','ref':'7'}", "done"), "away");
        assertOneWithReference(answer(web, "{'do':'back','ref':'7'}", "done"), "back");
        assertOneWithReference(answer(web, "{'do':'leave','room':'tea','ref':'7'}", "done"), "left");
    }

    @Test
    void aNameThatIsTakenFirstIsTheOnlyOneThatTheRoomReads() throws Exception {
        ChatClient ann = server.enter("ann");
        Client web = clients.open("chat.v1.json");
        web.send("{\"do\":\"nick\",\"name\":\"wim\"}").send("{\"do\":\"join\",\"room\":\"lobby\"}");

        ann.expectNext("* wim joined");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void thePasswordIsARequestAsAllOthers() throws Exception {
        server.configure(config -> config.password("sesame"));
        Client web = clients.open("chat.v1.json");

        web.send("{\"do\":\"login\",\"password\":\"no\",\"ref\":\"1\"}");
        assertThat(web.next("\"ref\":\"1\"")).contains("\"type\":\"password\"", "\"wrong\":true");
        web.send("{\"do\":\"login\",\"password\":\"sesame\",\"ref\":\"2\"}");
        assertThat(web.next("\"ref\":\"2\"")).contains("\"type\":\"welcome\"");
        web.send("{\"do\":\"login\",\"password\":\"sesame\",\"ref\":\"3\"}");
        assertThat(web.next("\"ref\":\"3\"")).contains("\"type\":\"refused\"", "\"code\":\"inside\"");
    }

    @Test
    void whatIsNoIdIsMalformed() throws Exception {
        Client web = clients.enter("web");

        for (String request : List.of(
                "{'do':'redact','room':'lobby','message':'x','ref':'7'}", "{'do':'redact','room':'lobby','ref':'7'}",
                "{'do':'redact','room':'lobby','message':-1,'ref':'7'}",
                "{'do':'search','text':'tea','before':'x','ref':'7'}",
                "{'do':'history','room':'lobby','around':'x','ref':'7'}")) {
            assertThat(web.sendMalformed(request.replace('\'', '"')).next("\"ref\":\"7\"")).as(request)
                    .contains("\"code\":\"malformed\"", "whole number");
        }
        web.send("{\"do\":\"redact\",\"room\":\"lobby\",\"message\":\"1\",\"ref\":\"8\"}");
        assertThat(web.next("\"ref\":\"8\"")).contains("\"code\":\"no-such-message\"");
        web.send("{\"do\":\"search\",\"text\":\"after:never\",\"ref\":\"9\"}");
        assertThat(web.next("\"ref\":\"9\"")).contains("\"code\":\"day\"");
        web.send("{\"do\":\"search\",\"text\":\"!?\",\"ref\":\"10\"}");
        assertThat(web.next("\"ref\":\"10\"")).contains("\"code\":\"words\"", "words of letters or digits");
    }

    @Test
    void whoRunsARoomIsToldWhoIsMuted() throws Exception {
        Client web = clients.enter("web");
        answer(web, "{'do':'join','room':'tea','ref':'7'}", "entered");
        ChatClient ann = server.enter("ann");
        ann.send("/join tea");
        ann.sync();
        Client other = clients.enter("other");
        answer(other, "{'do':'join','room':'tea','ref':'7'}", "entered");

        answer(web, "{'do':'command','room':'tea','text':'/mute ann'}", "\"mode\":\"mute\"");

        String who = "{'do':'who','room':'tea','ref':'7'}";
        assertThat(answer(web, who, "\"type\":\"room\"").getLast())
                .contains("\"name\":\"ann\",\"muted\":true}").containsOnlyOnce("muted");
        assertThat(answer(other, who, "\"type\":\"room\"").getLast()).contains("\"ann\"").doesNotContain("muted");
    }

    @Test
    void whoAsksFirstIsToldThatNobodyWouldRunTheRoom() throws Exception {
        Client web = clients.enter("web");
        web.send("{\"do\":\"join\",\"room\":\"tea\",\"ref\":\"1\"}").next("\"entered\"");
        ChatClient ann = server.enterAt("tea", "ann");

        assertThat(web.send("{\"do\":\"leave\",\"room\":\"tea\",\"asks\":true,\"ref\":\"2\"}").next("\"ref\":\"2\""))
                .contains("\"code\":\"last-operator\"",
                        "nobody will run tea after you; /op NAME makes another operator");
        assertThat(ann.sync()).isEmpty();
        web.send("{\"do\":\"leave\",\"room\":\"tea\",\"asks\":false,\"ref\":\"3\"}").next("\"done\"");
        ann.expectNext("* web left");
    }

    @Test
    void aLimitIsOnOrOffAsAllModesAre() throws Exception {
        Client web = clients.enter("web");
        answer(web, "{\"do\":\"join\",\"room\":\"tea\"}", "entered");

        web.send("{\"do\":\"command\",\"room\":\"tea\",\"text\":\"/mode limit 5\"}");
        assertThat(web.next("\"type\":\"modes\"")).contains("{\"mode\":\"limit\",\"on\":true,\"limit\":5}");
        web.send("{\"do\":\"command\",\"room\":\"tea\",\"text\":\"/mode limit off\"}");
        assertThat(web.next("\"type\":\"modes\"")).contains("{\"mode\":\"limit\",\"on\":false,\"limit\":0}");
    }
}

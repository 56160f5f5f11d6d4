package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client of chat.v1.json reads again. */
@Timeout(60)
class HistoryRequestsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    private Client afterTen() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 10; i++) {
            ann.send((i % 2 == 0 ? "even " : "odd ") + i + ".");
        }
        ann.sync();
        return clients.enter("web");
    }

    private static List<String> asked(Client web, String fields) throws Exception {
        return answer(web.send(request(fields)));
    }

    private static String askedMalformed(Client web, String fields) throws Exception {
        return answer(web.sendMalformed(request(fields))).getLast();
    }

    private static String request(String fields) {
        return "{\"ref\":\"h\",\"room\":\"lobby\"," + fields + "}";
    }

    private static List<String> answer(Client web) throws Exception {
        return web.until(message -> message.contains("\"type\":\"done\"") || message.contains("\"type\":\"refused\""));
    }

    private static String id(List<String> messages, String text) {
        return messages.stream().filter(message -> message.contains(text)).findFirst().orElseThrow()
                .replaceAll(".*?\"id\":\"(\\d+)\".*", "$1");
    }

    private static List<String> texts(List<String> messages) {
        return messages.stream().filter(message -> message.contains("\"text\""))
                .map(message -> message.replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void aPassageAroundAMessageIsReadAndOneBetweenTwo() throws Exception {
        Client web = afterTen();
        List<String> all = asked(web, "\"do\":\"history\",\"limit\":50");
        String fourth = id(all, "even 4.");
        String seventh = id(all, "odd 7.");

        assertThat(texts(asked(web, "\"do\":\"history\",\"limit\":4,\"around\":\"" + fourth + "\"")))
                .containsExactly("even 2.", "odd 3.", "even 4.", "odd 5.");
        assertThat(texts(asked(
                web, "\"do\":\"history\",\"after\":\"" + fourth + "\",\"before\":\"" + seventh + "\"")))
                .containsExactly("odd 5.", "even 6.");
        assertThat(all.getLast()).contains(
                "\"first\":\"" + id(all.stream().filter(one -> one.contains("\"ref\"")).toList(), "{") + "\"",
                "\"last\":\"" + id(List.of(all.get(all.size() - 2)), "{") + "\"");
    }

    @Test
    void wordsAreFoundTheNewestFirst() throws Exception {
        Client web = afterTen();

        List<String> found = asked(web, "\"do\":\"search\",\"text\":\"even from:ann\"").stream()
                .filter(message -> message.contains("\"ref\":\"h\"")).toList();

        assertThat(texts(found)).containsExactly("even 10.", "even 8.", "even 6.", "even 4.", "even 2.");
        assertThat(found.getFirst()).contains("\"found\":true", "\"ref\":\"h\"", "\"room\":\"lobby\"");
        assertThat(found.getLast()).contains("\"more\":false", "\"everywhere\":true");
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() throws Exception {
        Client web = clients.enter("web");

        assertThat(askedMalformed(web, "\"do\":\"history\",\"limit\":1e3")).contains("\"code\":\"malformed\"");
        assertThat(askedMalformed(web, "\"do\":\"history\",\"before\":\"-1\"")).contains("\"code\":\"malformed\"");
        assertThat(asked(web, "\"do\":\"search\",\"text\":\"tea before:never\"").getLast())
                .contains("\"code\":\"day\"", "never");
        assertThat(asked(web, "\"do\":\"search\",\"text\":\" \"").getLast()).contains("\"code\":\"words\"");
        assertThat(asked(web, "\"do\":\"search\",\"text\":\"tea in:nowhere\"").getLast())
                .contains("\"code\":\"no-such-room\"");
        assertThat(askedMalformed(web, "\"text\":\"no verb\""))
                .contains("\"code\":\"malformed\"", "\"ref\":\"h\"");
    }

    @Test
    void whatIsTypedIsAnsweredWithItsReference() throws Exception {
        Client web = clients.enter("web");

        assertThat(
                web.send("{\"do\":\"command\",\"text\":\"/who\",\"room\":\"lobby\",\"ref\":\"c\"}").next("\"lines\""))
                .contains("\"ref\":\"c\"");
    }

    @Test
    void anActionIsToldToOnePersonAndAnsweredByReply() throws Exception {
        Client web = clients.enter("web");
        ChatClient ann = server.enter("ann");

        web.send("{\"do\":\"tell\",\"to\":\"ann\",\"kind\":\"emoted\",\"text\":\"waves\"}");
        ann.expectEnd("(private) waves");
        ann.send("/reply hello");
        web.next("\"text\":\"hello\"");
        web.send("{\"do\":\"command\",\"text\":\"/reply and you\",\"room\":\"lobby\"}");
        ann.expectEnd("and you");
    }

    /** The message itself is not there any more, and a page may show it. */
    @Test
    void whatWasTakenBackSinceIsRead() throws Exception {
        Client web = clients.enter("web");
        web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"hunter2\",\"ref\":\"s\"}");
        String mistake = web.next("\"ref\":\"s\"").replaceAll(".*?\"id\":\"(\\d+)\".*", "$1");
        web.send("{\"do\":\"redact\",\"room\":\"lobby\",\"message\":\"" + mistake + "\",\"ref\":\"r\"}")
                .next("\"ref\":\"r\"");

        List<String> read = asked(web, "\"do\":\"history\",\"after\":\"" + mistake + "\"");

        assertThat(read.getFirst()).contains("\"type\":\"redacted\"", "\"message\":\"" + mistake + "\"");
        assertThat(read).noneMatch(message -> message.contains("hunter2"));
    }
}

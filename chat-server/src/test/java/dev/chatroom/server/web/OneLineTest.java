package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Leaving;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.web.WebSocketClients.Client;
import dev.chatroom.server.web.json.EventJson;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write with IRC clients is one line for pages and programs too. */
@Timeout(60)
class OneLineTest {
    private static final Author ANN = new Author(1, new Nickname("ann", "ann"));
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final EventHeader STAMP = new EventHeader(1L << 60, new RoomName("tea", "tea"), 1, AT, ANN);
    private static final String EVIL = "hi\nann: \u000Bone\r\ftwo\u0085three\u2028\u2029four\u001B[2Kfive\u0002\u0007";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(server);

    static List<ChatEvent> events() {
        Text text = Text.of(EVIL);
        return List.of(
                new ChatEvent.Said(STAMP, EVIL), new ChatEvent.Emoted(STAMP, EVIL),
                new ChatEvent.Noticed(STAMP, text, MessageTags.NONE, Audience.EVERYBODY),
                new ChatEvent.Tagged(STAMP, MessageTags.of(Map.of("+e", EVIL, "+" + "\u001B[2K", "1")),
                        Audience.EVERYBODY),
                new ChatEvent.Left(STAMP, EVIL, 1, false, Leaving.CHAT), new ChatEvent.Kicked(STAMP, ANN, EVIL),
                new ChatEvent.Redacted(STAMP, 1, ANN, EVIL, Audience.EVERYBODY),
                new ChatEvent.AwayChanged(STAMP, Optional.of(EVIL), 1),
                new ChatEvent.ProfileChanged(STAMP, new Profile("u", EVIL, "host"), 1),
                new ChatEvent.TopicChanged(STAMP, EVIL),
                new ChatEvent.ModesChanged(STAMP, List.of(
                        new ModeChange.MaskChange(MaskKind.BAN, "*!*@*", true, List.of(EVIL)))),
                new ChatEvent.DirectMessage(1, AT, ANN, ANN, OutgoingMessage.Kind.SAID, text, MessageTags.NONE),
                new ChatEvent.ContactChanged(1, AT, ANN, ChatEvent.ContactChanged.Change.AWAY, EVIL),
                new ChatEvent.Announced(1, AT, ANN, EVIL),
                new ChatEvent.AnnouncedHere(1, AT, ANN, EVIL), new ChatEvent.Expelled(1, AT, ANN, EVIL));
    }

    @ParameterizedTest
    @MethodSource("events")
    void nothingInAnEventActsOnWhoReadsIt(ChatEvent event) {
        assertThat(new String(EventJson.of(event), UTF_8))
                .contains("hi ann: ", "two three", "fourfive\"")
                .doesNotContain("\\", "\u0085", "\u2028", "\u2029");
    }

    private Client enterByIrc() throws Exception {
        Client irc = clients.open("text.ircv3.net");
        irc.send("NICK webirc").send("USER u 0 * :u").send("JOIN #lobby").next("366 webirc");
        return irc;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVMSG #lobby :", "PRIVMSG #lobby :\u0001ACTION ", "PRIVMSG ann :", "NOTICE #lobby :",
        "TOPIC #lobby :", "AWAY :", "SETNAME :", "PART #lobby :", "QUIT :", "KICK #lobby ann :", "INVITE ann ",
        "JOIN ", "", "@label=", "@+tag=", "REDACT #lobby 1 :", "\n"})
    void severalLinesInOneMessageAreRefusedAndNoneIsActedOn(String start) throws Exception {
        Client ann = clients.enter("ann");
        Client irc = enterByIrc();
        ann.next("\"joined\"");

        irc.send(start + "hi\nPRIVMSG #lobby :you are fired").next("FAIL");
        irc.send(start + "hi\r\nPRIVMSG #lobby :you are fired\r\n").next("FAIL");
        irc.send("PRIVMSG #lobby :the end\r\n");

        assertThat(ann.until(message -> message.contains("the end")))
                .hasSize(1).last().asString().contains("\"text\":\"the end\"");
    }

    @Test
    void whatActsOnATerminalOrAPageStaysAmongIrcClients() throws Exception {
        Client irc = enterByIrc();
        irc.send("JOIN #cats").next("366 webirc #cats");
        irc.send("TOPIC #cats :all\u000Bcats").next("TOPIC #cats");
        irc.send("AWAY :at\u0085lunch").next("306");
        Client ann = clients.enter("ann");

        irc.send("CAP REQ :message-tags").next("ACK");
        irc.send("@+example=one\u000Btwo\u001B[2K\u2028three TAGMSG #lobby");
        assertThat(ann.next("\"tagged\"")).contains("\"+example\":\"one two three\"");
        irc.send("PRIVMSG #lobby :one\u000Btwo\u2028three\u001B[31mfour\u0002five");
        assertThat(ann.next("three")).contains("\"text\":\"one two threefourfive\"");
        assertThat(ann.send("{\"do\":\"rooms\",\"ref\":\"1\"}").next("\"ref\":\"1\"")).contains("\"all cats\"");
        assertThat(ann.send("{\"do\":\"join\",\"room\":\"cats\",\"ref\":\"2\"}").next("\"ref\":\"2\""))
                .contains("\"topic\":\"all cats\"", "\"away\":\"at lunch\"");
        assertThat(http.send(http.to("/rooms").header("Accept", "application/json"),
                BodyHandlers.ofString()).body()).contains("\"all cats\"");
    }
}

package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was said is taken back, and what has been read is noted (IRCv3 draft/message-redaction, draft/read-marker). */
class IrcRedactionTest {
    private static final String[] REDACTION = {"draft/message-redaction", "message-tags", "echo-message", "batch",
        "draft/chathistory", "server-time"};

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void whatIsTakenBackIsGoneFromHistory() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", REDACTION);
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", REDACTION);
        IrcPerson old = IrcPerson.enterAt(server, "#tea", "old");
        ann.sync();
        bob.sync();
        String id = bob.askFully("PRIVMSG #tea :oops").get(0).tag("msgid");

        assertThat(bob.ask("REDACT #tea " + id + " :my mistake")).containsExactly(
                "bob REDACT #tea " + id + " :my mistake");

        ann.expect("bob REDACT #tea " + id + " :my mistake");
        assertThat(old.sync()).as("who has not asked for it").noneMatch(line -> line.contains("REDACT"));
        assertThat(ann.ask("CHATHISTORY LATEST #tea * 10")).noneMatch(line -> line.contains("oops"));
        assertThat(bob.ask("REDACT #tea nosuch")).singleElement().asString()
                .isEqualTo("FAIL REDACT UNKNOWN_MSGID #tea nosuch :No message has this id");
        String inDecimal = Long.toString(Long.parseLong(bob.askFully("PRIVMSG #tea :oh").get(0).tag("msgid"), 36));
        assertThat(bob.ask("REDACT #tea " + inDecimal)).singleElement().asString().startsWith("bob REDACT #tea ");
    }

    @Test
    void whatIsTakenBackTakesNoPlaceInHistory() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", REDACTION);
        ann.ask("PRIVMSG #tea :first");
        for (int i = 0; i < 3; i++) {
            ann.ask("REDACT #tea " + ann.askFully("PRIVMSG #tea :oops").get(0).tag("msgid"));
        }
        IrcPerson old = IrcPerson.enterAt(
                server, "#tea", "old", "draft/event-playback", "draft/chathistory", "batch", "message-tags");

        assertThat(old.ask("CHATHISTORY LATEST #tea * 2")).contains("ann PRIVMSG #tea first");
        assertThat(ann.ask("CAP REQ draft/event-playback")).isNotEmpty();
        assertThat(ann.ask("CHATHISTORY LATEST #tea * 9")).filteredOn(line -> line.contains(" REDACT ")).hasSize(3);
    }

    @Test
    void whoCouldNotReadItDoesNotLearnThatItWasTakenBack() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", REDACTION);
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", REDACTION);
        ChatClient nat = server.enter("nat");
        nat.send("/join tea");
        nat.expectStart("* you are in tea");
        String id = ann.askFully("PRIVMSG @#tea :for operators").get(0).tag("msgid");
        bob.sync();
        nat.sync();

        ann.ask("REDACT #tea " + id);
        ann.ask("PRIVMSG #tea :for all");

        assertThat(bob.sync()).containsExactly("ann PRIVMSG #tea :for all");
        nat.expectNext("ann: for all");
    }

    @Test
    void whoMayNotTakesNothingBack() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", REDACTION);
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", REDACTION);
        ann.sync();
        String id = ann.askFully("PRIVMSG #tea :mine").get(0).tag("msgid");
        bob.sync();

        assertThat(bob.ask("REDACT #tea " + id)).singleElement().asString()
                .startsWith("FAIL REDACT REDACT_FORBIDDEN #tea " + id + " :");
        assertThat(bob.ask("REDACT #nowhere " + id)).singleElement().asString()
                .startsWith("FAIL REDACT INVALID_TARGET #nowhere :");
        String his = bob.askFully("PRIVMSG #tea :his").get(0).tag("msgid");
        assertThat(ann.ask("REDACT #tea " + his)).as("an operator may").contains("ann REDACT #tea " + his);
    }

    @Test
    void whatHasBeenReadIsRememberedAndOnlyMovesOn() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "draft/read-marker");

        assertThat(ann.ask("MARKREAD #tea")).containsExactly("MARKREAD #tea *");
        assertThat(ann.ask("MARKREAD #tea timestamp=2026-03-01T12:00:00.000Z")).containsExactly(
                "MARKREAD #tea timestamp=2026-03-01T12:00:00.000Z");
        assertThat(ann.ask("MARKREAD #tea timestamp=2025-03-01T12:00:00.000Z")).containsExactly(
                "MARKREAD #tea timestamp=2026-03-01T12:00:00.000Z");
        assertThat(ann.ask("MARKREAD #tea yesterday")).singleElement().asString()
                .startsWith("FAIL MARKREAD INVALID_PARAMS #tea :");
        for (String never : List.of("+1000000000-12-31T23:59:59.999Z", "-1000000000-01-01T00:00:00Z")) {
            assertThat(ann.ask("MARKREAD #tea timestamp=" + never)).as(never).singleElement().asString()
                    .startsWith("FAIL MARKREAD INVALID_PARAMS #tea :");
        }
    }

    @Test
    void ofFiftyPlacesIsRememberedWhatHasBeenRead() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "draft/read-marker");
        String time = " timestamp=2026-03-01T12:00:00.000Z";
        for (int i = 0; i < 50; i++) {
            ann.send("MARKREAD p" + i + time);
        }
        assertThat(ann.ask("MARKREAD p49" + time)).as("once more").endsWith("MARKREAD p49" + time);
        assertThat(ann.ask("MARKREAD p0")).as("which pushes nothing out").containsExactly("MARKREAD p0" + time);

        assertThat(ann.ask("MARKREAD p50" + time)).containsExactly("MARKREAD p50" + time);

        assertThat(ann.ask("MARKREAD p0")).as("the oldest").containsExactly("MARKREAD p0 *");
        assertThat(ann.ask("MARKREAD p1")).containsExactly("MARKREAD p1" + time);
        assertThat(ann.ask("MARKREAD #" + "x".repeat(65) + time)).singleElement().asString()
                .startsWith("FAIL MARKREAD INVALID_PARAMS");
    }
}

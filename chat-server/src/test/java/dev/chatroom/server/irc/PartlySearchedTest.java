package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever searches is told that not all rooms were looked at. One is, and there are two. */
class PartlySearchedTest {
    @RegisterExtension
    final RunningServer server = new RunningServer().limit(Limit.SEARCH_ROOMS, 1);

    @BeforeEach
    void twoRooms() {
        IrcPerson ann = IrcPerson.enterAt(server, "#milk", "ann");
        ann.ask("JOIN #tea");
        ann.ask("PRIVMSG #tea :green");
    }

    @Test
    void clientsReadANote() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "soju.im/search", "batch");

        List<String> lines = bob.ask("SEARCH text=green");

        assertThat(lines).hasSize(4).first().isEqualTo(
                "NOTE SEARCH NOT_EVERYWHERE :Only 1 channel was looked at; in=#channel looks in another");
        assertThat(lines.get(1)).startsWith("BATCH +");
        assertThat(bob.ask("SEARCH text=green;in=#tea")).hasSize(3);
    }

    @Test
    void theNoteIsPartOfALabelledAnswer() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "soju.im/search", "batch", "labeled-response");

        List<ReceivedLine> lines = bob.askFully("@label=x SEARCH text=green");

        assertThat(lines).extracting(ReceivedLine::command)
                .containsExactly("BATCH", "NOTE", "BATCH", "PRIVMSG", "BATCH", "BATCH");
        assertThat(lines).extracting(line -> line.tags().containsKey("label"))
                .containsExactly(true, false, false, false, false, false);
        String whole = lines.get(0).parameters().get(0).substring(1);
        String found = lines.get(2).parameters().get(0).substring(1);
        assertThat(lines.subList(1, 5)).extracting(line -> line.tag("batch"))
                .containsExactly(whole, whole, found, whole);
        assertThat(lines.get(5).brief()).isEqualTo("BATCH -" + whole);
    }

    @Test
    void peopleWhoTypeItReadANotice() {
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");

        assertThat(bob.ask("SEARCH green")).hasSize(3).last()
                .isEqualTo("NOTICE bob :Only 1 channel was looked at; in=#channel looks in another");
        assertThat(bob.ask("SEARCH text=green;in=#tea")).hasSize(2);
    }

    @Test
    void plainUsersReadALine() {
        ChatClient bob = server.enter("bob");
        bob.send("/join tea");
        assertThat(bob.sync()).isNotEmpty();

        bob.send("/search green");

        assertThat(bob.sync()).last().isEqualTo("* only 1 room was looked at; in:ROOM looks in another");
    }
}

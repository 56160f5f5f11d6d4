package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What ann is shown of bob, who is in #lobby and #cats as she is. */
class EventViewTest {
    @AutoClose
    private final Chat chat = Chat.builder()
            .limits(Limits.standard().with(Limit.RATE, 0))
            .executor(Runnable::run)
            .keep("lobby")
            .open();

    private final ServerContext context =
            new ServerContext(chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());
    private final Person ann = newcomer("ann", "");
    private final Person bob = newcomer("bob", "");

    private Person newcomer(String nick, String capabilities) {
        Person person = Person.irc(context, nick, capabilities);
        person.does("JOIN #lobby,#cats");
        return person;
    }

    private static long renamings(List<String> lines) {
        return lines.stream().filter(line -> line.contains(" NICK ")).count();
    }

    @Test
    void aRenamingIsShownOnceThoughItIsInTwoRooms() {
        List<String> before = ann.read();
        bob.does("NICK rob");
        assertThat(before).hasSizeGreaterThan(4);
        assertThat(ann.read()).hasSize(1).first().asString().startsWith(":bob!").endsWith(" NICK :rob");
    }

    @Test
    void itIsShownOnceToOneWhoHasLeftARoomSinceAndReadsOnlyNow() {
        List<String> before = ann.read();
        bob.does("NICK rob");
        ann.does("PART #cats");
        assertThat(renamings(before)).isZero();
        assertThat(renamings(ann.read())).isEqualTo(1);
    }

    @Test
    void itIsShownOnceToOneWhoFollowsIt() {
        Person eve = newcomer("eve", "extended-monitor away-notify");
        eve.does("MONITOR + bob", "PART #cats");
        List<String> before = eve.read();
        bob.does("AWAY :at lunch");
        assertThat(before).isNotEmpty();
        assertThat(eve.read()).hasSize(1).first().asString().startsWith(":bob!").endsWith(" AWAY :at lunch");
    }

    @Test
    void whoLeavesIsSeenLeavingOnceByOneWhoHasLeftARoomSinceAndReadsOnlyNow() {
        List<String> before = ann.read();
        chat.leave(bob.user, "bye");
        ann.does("PART #cats");
        assertThat(before).isNotEmpty();
        assertThat(ann.read().stream().filter(line -> line.contains(" QUIT "))).hasSize(1);
    }

    /** As IRCv3 has it: whoever does not know chghost is told nothing. */
    @Test
    void whoComesAgainFromElsewhereIsShownOnceToThoseWhoKnowHosts() {
        Person eve = newcomer("eve", "chghost");
        Person far = Person.irc(context, "far", "extended-monitor chghost");
        far.does("MONITOR + bob");
        Person old = newcomer("old", "setname extended-monitor");
        eve.read();
        far.read();
        old.read();
        ann.read();
        String before = bob.user.asAuthor().hostmask();

        chat.newcomers().comeAgain(bob.user, "10.0.0.2", new Profile("b", bob.user.profile().realName(), "there"));

        assertThat(eve.read()).containsExactly(":" + before + " CHGHOST b there");
        assertThat(far.read()).containsExactly(":" + before + " CHGHOST b there");
        assertThat(old.read()).isEmpty();
        assertThat(ann.read()).isEmpty();
        bob.does("PRIVMSG #lobby :hi");
        assertThat(eve.read()).containsExactly(":bob!b@there PRIVMSG #lobby :hi");
    }
}

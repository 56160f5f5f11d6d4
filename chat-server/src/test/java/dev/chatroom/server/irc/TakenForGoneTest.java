package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people read whose server the others took for gone, and that was only slow. */
class TakenForGoneTest {
    private final SharedStream stream = new SharedStream();
    private final SharedDirectory directory = new SharedDirectory();
    private final House here =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("a")));
    private final House there =
            new House(limits -> limits, builder -> stream.with(builder).directory(directory.node("b")));
    private final ServerContext context = new ServerContext(
            here.chat, "chatroom", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC());

    @AfterEach
    void close() {
        here.chat.close();
        there.chat.close();
        directory.close();
        stream.close();
    }

    private void settle() {
        stream.settle();
        directory.settle();
    }

    private Membership bobJoins() {
        Membership bob = there.member("bob", "tea");
        settle();
        return bob;
    }

    private void loseAndRegain(Person person, Membership bob) {
        assertThat(person.read()).isNotEmpty();
        directory.lose(person.user.id());
        settle();
        for (int i = 0; i < 5; i++) {
            there.later();
            settle();
        }
        assertThat(person.user.membership(new RoomName("tea", "tea"))).isEmpty();
        assertThat(bob.say("meanwhile")).isNotNull();
        settle();
        directory.regain(person.user.id());
        here.later();
        settle();
    }

    @Test
    void anIrcClientIsWhereItWasAndReadsOn() {
        Person ann = Person.irc(context, "ann", "echo-message");
        ann.does("JOIN #tea");
        Membership bob = bobJoins();
        loseAndRegain(ann, bob);

        assertThat(ann.read()).hasSize(1).first().asString().endsWith(" PRIVMSG #tea :meanwhile");
        ann.does("PRIVMSG #tea :back", "MODE #tea +t");
        settle();
        assertThat(ann.read()).satisfiesExactly(
                line -> assertThat(line).endsWith(" PRIVMSG #tea :back"),
                line -> assertThat(line).endsWith(" MODE #tea +t"));
    }

    @Test
    void whoeverTalksAtATerminalTalksOn() {
        Person ann = Person.plain(context);
        ann.does("/nick ann", "/join tea");
        Membership bob = bobJoins();
        loseAndRegain(ann, bob);

        assertThat(ann.read()).contains("bob: meanwhile");
        ann.does("back");
        settle();
        assertThat(bob.room().view(0, 1).recent().getFirst().text()).isEqualTo("back");
    }
}

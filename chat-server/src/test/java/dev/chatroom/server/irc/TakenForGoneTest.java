package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.directory.SharedDirectory;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.core.room.UserMode;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        lose(person);
        assertThat(bob.say("meanwhile")).isNotNull();
        settle();
        regain(person);
    }

    private void lose(Person person) {
        assertThat(person.read()).isNotEmpty();
        directory.lose(person.user.id());
        settle();
        for (int i = 0; i < 5; i++) {
            there.later();
            settle();
        }
        assertThat(person.user.membership(new RoomName("tea", "tea"))).isEmpty();
    }

    private void regain(Person person) {
        directory.regain(person.user.id());
        here.later();
        settle();
    }

    /** Somebody elsewhere gets it, and the others are told. */
    private void loseName(Person ann) {
        assertThat(ann.read()).isNotEmpty();
        settle();
        directory.occupy(new dev.chatroom.core.directory.Person(
                new Author(9_999, new Nickname("ann", "ann"), Profile.NONE), "c", "", Instant.EPOCH, true,
                Optional.empty(), Set.of()));
        ann.user.set(UserMode.BOT, true);
        here.later();
        settle();
    }

    private static void ban(Membership by, String mask, boolean on) {
        assertThat(House.change(by, new ModeChange.MaskChange(MaskKind.BAN, mask, on))).hasSize(1);
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

    @Test
    void anIrcClientThatLostItsNickInNoChannelIsToldTheNewOneAndWhy() {
        Person ann = Person.irc(context, "ann", "");
        loseName(ann);

        assertThat(ann.read()).containsExactly(
                ":ann!u@cloak.ip NICK :" + ann.user.nickname(),
                ":chatroom.chat NOTICE " + ann.user.nickname() + " :Somebody took the nickname ann while the servers "
                        + "could not reach each other; /nick takes another");
    }

    @Test
    void anIrcClientThatLostItsNickInChannelsIsToldTheNewOneOnce() {
        Person ann = Person.irc(context, "ann", "");
        ann.does("JOIN #tea,#cats");
        loseName(ann);

        assertThat(ann.read()).satisfiesExactly(
                line -> assertThat(line).endsWith(" NICK :" + ann.user.nickname()),
                line -> assertThat(line).contains(" NOTICE ", "Somebody took the nickname ann"));
    }

    @Test
    void anIrcClientIsPutOutThatMayNotComeBackAndMayLater() {
        Membership bob = bobJoins();
        Person ann = Person.irc(context, "ann", "");
        ann.does("JOIN #tea");
        settle();
        lose(ann);
        ban(bob, "ann!*@*", true);
        regain(ann);
        assertThat(ann.read()).containsExactly(":chatroom.chat KICK #tea ann :You fell out while the servers could not "
                + "reach each other, and cannot come back: you are banned (+b)");

        ban(bob, "ann!*@*", false);
        settle();
        ann.does("JOIN #tea");
        settle();
        assertThat(ann.read()).first().asString().endsWith(" JOIN #tea");
    }

    @Test
    void whoeverTalksAtATerminalReadsWhatIsLost() {
        Membership bob = bobJoins();
        Person ann = Person.plain(context);
        ann.does("/nick ann");
        loseName(ann);
        String guest = ann.user.nickname().text();
        assertThat(ann.read()).containsExactly("* you are now " + guest,
                "* you are " + guest + " because somebody took "
                        + "the name ann while the servers could not reach each other; /nick NAME takes another");

        ann.does("/nick amy", "/join tea");
        settle();
        lose(ann);
        ban(bob, "amy!*@*", true);
        regain(ann);
        assertThat(ann.read()).containsExactly("* you fell out of tea while the servers could not reach each other, "
                + "and cannot come back: you are banned; its operators can change that");
    }
}

package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients can ask for beyond the oldest protocol (IRCv3 specifications). */
class IrcCapabilitiesTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void allReadOneOrderTheWritersToo() {
        List<IrcPerson> people = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> people.add(IrcPerson.enterAt(server, "#tea", "person" + i, "echo-message")));
        people.forEach(IrcPerson::sync);

        for (int i = 0; i < 50; i++) {
            for (IrcPerson person : people) {
                person.send("PRIVMSG #tea :" + person.nick() + " " + i);
            }
        }

        List<List<String>> read = people.stream().map(person -> IntStream.range(0, 150)
                .mapToObj(i -> person.next().brief()).toList()).toList();
        assertThat(read.get(1)).isEqualTo(read.get(0));
        assertThat(read.get(2)).isEqualTo(read.get(0));
    }

    @Test
    void whatIsToldToOneselfComesTwiceWithEchoes() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "echo-message", "labeled-response", "batch");

        List<ReceivedLine> lines = ann.askFully("@label=x PRIVMSG ann :note");

        assertThat(lines).extracting(ReceivedLine::brief).containsExactly(
                "ann PRIVMSG ann note", "ann PRIVMSG ann note");
        assertThat(lines).filteredOn(line -> line.tag("label").equals("x")).hasSize(1);
    }

    @Test
    void timesAndIdsAreTheSameForAll() {
        IrcPerson ann =
                IrcPerson.enterAt(server, "#tea", "ann", "server-time", "message-tags", "echo-message");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob", "server-time", "message-tags");
        IrcPerson timed = IrcPerson.enterAt(server, "#tea", "timed", "server-time");
        List.of(ann, bob, timed).forEach(IrcPerson::sync);

        ReceivedLine echo = ann.askFully("PRIVMSG #tea :one").get(0);
        ReceivedLine first = bob.syncFully().get(0);
        assertThat(first.tags()).isEqualTo(echo.tags()).containsOnlyKeys("time", "msgid");
        assertThat(timed.syncFully().get(0).tags()).containsOnlyKeys("time").containsEntry("time", echo.tag("time"));
        ReceivedLine second = ann.askFully("PRIVMSG bob :two").get(0);
        assertThat(bob.syncFully().get(0).tags()).isEqualTo(second.tags());
        assertThat(second.tag("msgid")).isNotEqualTo(echo.tag("msgid"));
    }

    @Test
    void allRanksAndHostmasksAreShownToWhomAskedForThem() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "multi-prefix");
        ann.ask("MODE #tea +v ann");
        IrcPerson bob = IrcPerson.enter(server, "bob", "userhost-in-names");

        assertThat(ann.ask("NAMES #tea")).contains("353 = #tea @+ann");
        assertThat(ann.ask("WHO #tea")).first().asString().contains(" ann H@+ ");
        assertThat(bob.ask("NAMES #tea").get(0)).matches("353 = #tea @ann!ann@\\S+");
        assertThat(bob.ask("WHO #tea")).first().asString().contains(" ann H@ ");
    }

    @Test
    void moreIsToldOfWhoJoins() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "extended-join");

        IrcPerson.enterAt(server, "#tea", "bob");

        ann.expectNext("bob JOIN #tea * :bob in full");
    }

    @Test
    void whoIsAwayIsToldToWhomAskedEvenWhenJoining() {
        IrcPerson ann = IrcPerson.enterAt(server, "#a,#b", "ann", "away-notify");
        IrcPerson old = IrcPerson.enterAt(server, "#a", "old");
        IrcPerson bob = IrcPerson.enter(server, "bob", "away-notify");
        bob.ask("AWAY :asleep");
        ann.sync();
        old.sync();

        bob.ask("JOIN #a,#b");
        assertThat(ann.sync()).containsSubsequence("bob JOIN #a", "bob AWAY asleep");
        assertThat(bob.ask("AWAY")).as("one is told by a numeric").hasSize(1);
        assertThat(ann.sync()).as("once, not for each channel").containsExactly("bob AWAY");
        bob.ask("AWAY :again");
        assertThat(ann.sync()).containsExactly("bob AWAY again");
        assertThat(old.sync()).containsExactly("bob JOIN #a");
    }

    @Test
    void operatorsSeeWhoIsInvited() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "invite-notify");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson cid = IrcPerson.enter(server, "cid", "invite-notify");
        ann.sync();

        bob.ask("INVITE cid #tea");

        assertThat(ann.sync()).containsExactly("bob INVITE cid #tea");
        assertThat(cid.sync()).containsExactly("bob INVITE cid #tea");
    }

    @Test
    void whoIsFollowedIsSeenToGoAwayAndChange() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "extended-monitor", "away-notify", "setname");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        ann.ask("MONITOR + bob");

        bob.ask("AWAY :asleep");
        bob.ask("SETNAME :Bob B.");
        bob.ask("AWAY");

        assertThat(ann.sync()).containsExactly("bob AWAY asleep", "bob SETNAME :Bob B.", "bob AWAY");
        IrcPerson near = IrcPerson.enterAt(server, "#tea", "near", "extended-monitor", "away-notify");
        near.ask("MONITOR + bob");
        bob.ask("JOIN #tea");
        near.sync();
        bob.ask("AWAY :once");
        assertThat(near.sync()).as("both followed and in a common channel").containsExactly("bob AWAY once");
    }

    @Test
    void namesNeedNotBeToldToWhoJoins() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "no-implicit-names");

        assertThat(ann.ask("JOIN #tea")).containsExactly("ann JOIN #tea");
        assertThat(ann.ask("NAMES #tea")).hasSize(2);
    }
}

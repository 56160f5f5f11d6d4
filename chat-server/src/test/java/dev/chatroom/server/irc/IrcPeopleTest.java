package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be asked about people (modern.ircdocs.horse, User-Based Queries; IRCv3 WHOX and monitor). */
class IrcPeopleTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    private static String host(IrcPerson person) {
        return person.askFully("USERHOST " + person.nick()).get(0).last().strip().replaceFirst(".*@", "");
    }

    @Test
    void whoShowsAChannelAPersonOrAMask() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.ask("MODE #tea +v ann");
        bob.ask("AWAY :asleep");
        bob.ask("MODE bob +B");
        String host = host(ann);
        String hostOfBob = host(bob);

        assertThat(ann.ask("WHO #tea")).containsExactly(
                "352 #tea ann " + host + " chatroom.chat ann H@ :0 ann in full",
                "352 #tea bob " + hostOfBob + " chatroom.chat bob GB :0 bob in full", "315 #tea :End of /WHO list");
        assertThat(ann.ask("WHO BOB")).containsExactly(
                "352 #tea bob " + hostOfBob + " chatroom.chat bob GB :0 bob in full", "315 BOB :End of /WHO list");
        assertThat(ann.ask("WHO b?b")).hasSize(2);
        assertThat(ann.ask("WHO *")).hasSize(3);
        assertThat(ann.ask("WHO *." + host.replaceFirst("[^.]*\\.", ""))).hasSize(3);
        assertThat(ann.ask("WHO nobody")).containsExactly("315 nobody :End of /WHO list");
        assertThat(ann.ask("WHO #tea o")).containsExactly("315 #tea :End of /WHO list");
        bob.ask("MODE bob +i");
        IrcPerson cid = IrcPerson.enter(server, "cid");
        assertThat(cid.ask("WHO b?b")).as("the invisible").hasSize(1);
        assertThat(cid.ask("WHO bob")).as("whom one knows").hasSize(2).first().asString().startsWith("352 * bob ");
    }

    @Test
    void whoShowsTheFieldsThatAreWantedInTheirOrder() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        String host = host(ann);

        clock.advance(Duration.ofSeconds(7));
        assertThat(ann.ask("WHO ann %tcuihsnfdlaor,42")).containsExactly(
                "354 42 #tea ann 255.255.255.255 " + host + " chatroom.chat ann H@ 0 7 0 1 :ann in full",
                "315 ann :End of /WHO list");
        assertThat(ann.ask("WHO ann %anc")).contains("354 #tea ann 0");
        assertThat(ann.ask("WHO ann %")).containsExactly("354", "315 ann :End of /WHO list");
        assertThat(ann.ask("WHO ann %nXz")).contains("354 ann");
    }

    @Test
    void whoisTellsWhatMayBeKnown() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea,#pot", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        ann.ask("AWAY :asleep");
        ann.ask("MODE ann +B");
        String host = host(ann);
        clock.advance(Duration.ofSeconds(90));

        assertThat(bob.ask("WHOIS ANN")).containsExactly(
                "311 ann ann " + host + " * :ann in full", "319 ann :@#tea @#pot",
                "312 ann chatroom.chat :a chat room", "301 ann asleep", "335 ann :is a bot",
                "317 ann 90 1772368496 :seconds idle, signon time", "318 ann :End of /WHOIS list");
        assertThat(bob.ask("WHOIS ann ann")).startsWith("311 ann ann " + host + " * :ann in full");
        assertThat(bob.ask("WHOIS nobody")).containsExactly(
                "401 nobody :No such nick/channel", "318 nobody :End of /WHOIS list");
        assertThat(bob.ask("WHOIS")).containsExactly("431 :No nickname given");
    }

    @Test
    void manyChannelsTakeSeveralLines() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        List<String> channels =
                IntStream.range(0, 20).mapToObj(i -> "#" + "x".repeat(40) + i).toList();
        channels.forEach(channel -> ann.ask("JOIN " + channel));

        List<ReceivedLine> lines = ann.askFully("WHOIS ann").stream()
                .filter(line -> line.command().equals("319")).toList();

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.stream().map(ReceivedLine::last).collect(Collectors.joining(" ")))
                .isEqualTo("@" + String.join(" @", channels));
    }

    @Test
    void whowasRemembersThoseWhoLeftAndWereCalledOtherwise() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        bob.ask("NICK bobby");
        bob.ask("NICK robert");
        bob.send("QUIT");
        bob.rest();

        for (String name : List.of("bob", "bobby", "robert")) {
            List<ReceivedLine> lines = ann.askFully("WHOWAS " + name);
            assertThat(lines).extracting(ReceivedLine::command).as(name).containsExactly("314", "312", "369");
            assertThat(lines.get(0).brief()).startsWith("314 " + name + " bob ").endsWith(" * :bob in full");
        }
        assertThat(ann.ask("WHOWAS nobody")).containsExactly(
                "406 nobody :There was no such nickname", "369 nobody :End of /WHOWAS list");
        assertThat(ann.ask("WHOWAS")).containsExactly("431 :No nickname given");
    }

    @Test
    void smallQuestionsHaveSmallAnswers() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        String host = host(ann);
        bob.ask("AWAY :asleep");

        assertThat(ann.ask("USERHOST bob nobody ANN")).containsExactly(
                "302 :bob=-bob@" + host(bob) + " ann=+ann@" + host);
        assertThat(ann.ask("USERHOST nobody")).containsExactly("302 :");
        assertThat(ann.ask("ISON bob nobody ANN")).containsExactly("303 :bob ann");
        assertThat(ann.ask("ISON :nobody bob")).containsExactly("303 bob");
        assertThat(ann.ask("ISON")).containsExactly("461 ISON :Not enough parameters");
        assertThat(bob.ask("AWAY")).containsExactly("305 :You are no longer marked as being away");
    }

    @Test
    void theServerTellsOfItself() {
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("VERSION")).first().asString().startsWith("351 chatroom chatroom.chat ");
        assertThat(ann.ask("TIME")).singleElement().asString().startsWith("391 chatroom.chat :Sun");
        assertThat(ann.askFully("LUSERS")).extracting(ReceivedLine::command)
                .containsExactly("251", "252", "253", "254", "255", "265", "266");
        assertThat(ann.askFully("INFO")).extracting(ReceivedLine::command).containsExactly("371", "371", "374");
        assertThat(ann.askFully("ADMIN")).extracting(ReceivedLine::command).containsExactly("423");
        assertThat(ann.askFully("LINKS")).extracting(ReceivedLine::command).containsExactly("364", "365");
        assertThat(ann.ask("STATS u")).hasSize(2).last().isEqualTo("219 u :End of /STATS report");
        assertThat(ann.askFully("HELP")).extracting(ReceivedLine::command).contains("704", "705", "706");
        assertThat(ann.ask("HELP privmsg")).hasSize(3);
        assertThat(ann.ask("HELP search")).hasSize(3);
        assertThat(ann.ask("HELP redact")).hasSize(3);
        assertThat(ann.ask("HELP nosuch")).containsExactly("524 NOSUCH :No help available on this topic");
        assertThat(ann.ask("VERSION other.example")).containsExactly("402 other.example :No such server");
        assertThat(ann.ask("MOTD other.example")).containsExactly("402 other.example :No such server");
    }

    @Test
    void whoIsFollowedIsKnownToComeAndGo() {
        server.limit(Limit.CONTACTS, 3);
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        String host = host(bob);

        assertThat(ann.ask("MONITOR + bob,cid,BOB")).containsExactly(
                "730 bob!bob@" + host + ",bob!bob@" + host, "731 cid");
        assertThat(ann.ask("MONITOR L")).containsExactly("732 bob,cid", "733 :End of MONITOR list");
        assertThat(ann.ask("MONITOR S")).containsExactly("730 bob!bob@" + host, "731 cid");
        assertThat(ann.ask("MONITOR + dan,eve,fay")).containsExactly("731 dan", "734 3 eve,fay :Monitor list is full");
        bob.ask("NICK cid");
        assertThat(ann.sync()).containsExactly("731 bob", "730 cid!bob@" + host);
        bob.send("QUIT");
        ann.expectNext("731 cid");
        server.enter("bob");
        assertThat(ann.next().brief()).matches("730 bob!\\S+@\\S+");
        assertThat(ann.ask("MONITOR - bob")).isEmpty();
        assertThat(ann.ask("MONITOR C")).isEmpty();
        assertThat(ann.ask("MONITOR L")).containsExactly("733 :End of MONITOR list");
        assertThat(ann.ask("MONITOR X")).singleElement().asString().startsWith("400 MONITOR X :");
        assertThat(ann.ask("MONITOR + *,a!b@c")).as("no masks").isEmpty();
    }

    @Test
    void aNameInFullIsChanged() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "setname", "standard-replies");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson loner = IrcPerson.enter(server, "loner", "setname");
        ann.sync();

        assertThat(bob.ask("SETNAME :Bob the builder")).as("without the capability").isEmpty();
        assertThat(ann.sync()).containsExactly("bob SETNAME :Bob the builder");
        assertThat(ann.ask("SETNAME :Ann")).containsExactly("ann SETNAME Ann");
        assertThat(bob.sync()).isEmpty();
        assertThat(loner.ask("SETNAME :Only me")).containsExactly("loner SETNAME :Only me");
        assertThat(ann.ask("SETNAME :" + "x".repeat(151))).singleElement().asString()
                .startsWith("FAIL SETNAME INVALID_REALNAME :");
        assertThat(ann.ask("SETNAME :")).singleElement().asString().startsWith("FAIL SETNAME INVALID_REALNAME :");
        assertThat(ann.ask("WHOIS bob")).first().asString().endsWith(" * :Bob the builder");
    }
}

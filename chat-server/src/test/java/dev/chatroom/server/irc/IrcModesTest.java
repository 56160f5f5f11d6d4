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

/** MODE, of channels and of users (modern.ircdocs.horse, Modes). */
class IrcModesTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    @Test
    void modesAreShownWithWhenTheChannelWasMade() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE #tea")).containsExactly("324 #tea +n", "329 #tea 1772368496");
        ann.ask("MODE #tea +ktl sesame 5");
        assertThat(ann.ask("MODE #tea")).contains("324 #tea +ntkl sesame 5");
        assertThat(bob.ask("MODE #tea")).as("the key is not for everybody").contains("324 #tea +ntkl * 5");
        assertThat(bob.ask("MODE #nowhere")).containsExactly("403 #nowhere :No such channel");
        assertThat(bob.ask("MODE")).containsExactly("461 MODE :Not enough parameters");
    }

    @Test
    void onlyOperatorsOfTheChannelChangeThem() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");

        assertThat(bob.ask("MODE #tea +m")).containsExactly("482 #tea :You're not channel operator");
        assertThat(ann.ask("MODE #tea +o bob")).contains("ann MODE #tea +o bob");
        assertThat(bob.ask("MODE #tea +m-n+v ann")).contains("bob MODE #tea +m-n+v ann");
        ann.expect("bob MODE #tea +m-n+v ann");
        assertThat(bob.ask("MODE #tea -o ann")).containsExactly("bob MODE #tea -o ann");
        assertThat(ann.ask("MODE #tea -m")).contains("482 #tea :You're not channel operator");
    }

    @Test
    void whatMakesNoSenseIsAnswered() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE #tea +x")).containsExactly("472 x :is unknown mode char to me");
        assertThat(ann.ask("MODE #tea ::")).containsExactly("472 *: :is unknown mode char to me");
        assertThat(ann.ask("MODE #tea +o")).containsExactly("461 MODE :Not enough parameters");
        assertThat(ann.ask("MODE #tea +o nobody")).containsExactly("401 nobody :No such nick/channel");
        assertThat(ann.ask("MODE #tea +v bob")).containsExactly("441 bob #tea :They aren't on that channel");
        assertThat(ann.ask("MODE #tea +l many")).containsExactly("696 #tea l many :A limit is a number from 1 on");
        assertThat(ann.ask("MODE #tea +l :")).containsExactly("696 #tea l * :A limit is a number from 1 on");
        assertThat(ann.ask("MODE #tea +k :a b")).containsExactly("525 #tea :Key is not well-formed");
        assertThat(ann.ask("MODE #tea +n")).as("what is so already").isEmpty();
        assertThat(ann.ask("MODE #tea +xm")).containsExactlyInAnyOrder(
                "ann MODE #tea +m", "472 x :is unknown mode char to me");
    }

    @Test
    void whoHasToWaitIsAnsweredOnce() {
        server.limit(Limit.RATE, 1_000).limit(Limit.BURST, 5);
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");
        // The clock stands still, so the last of them waits.
        for (int i = 0; i < 4; i++) {
            ann.send("MODE #tea +xb a" + i);
        }
        bob.sync();
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMillis(1));
            bob.sync();
        }

        assertThat(ann.sync().stream().filter(line -> line.startsWith("472 x "))).hasSize(4);
    }

    @Test
    void aModeratedChannelIsForThoseWithAVoice() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.ask("MODE #tea +m");

        assertThat(bob.ask("PRIVMSG #tea :hm")).contains("404 #tea :Cannot send to channel (+m)");
        assertThat(bob.ask("NOTICE #tea :hm")).as("no answer to a notice").isEmpty();
        ann.ask("MODE #tea +v bob");
        bob.ask("PRIVMSG #tea :ah");
        ann.expect("bob PRIVMSG #tea ah");
    }

    @Test
    void whoIsBannedCannotComeInUnlessExcepted() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE #tea +b bob")).containsExactly("ann MODE #tea +b bob!*@*");
        assertThat(bob.ask("JOIN #tea")).containsExactly("474 #tea :Cannot join channel (+b)");
        assertThat(ann.ask("MODE #tea +e *!bob@*")).containsExactly("ann MODE #tea +e *!bob@*");
        assertThat(bob.ask("JOIN #tea")).contains("bob JOIN #tea");
        ann.ask("MODE #tea -e *!bob@*");
        assertThat(bob.ask("PRIVMSG #tea :hm")).contains("404 #tea :Cannot send to channel (+b)");
        assertThat(ann.askFully("MODE #tea +b")).extracting(ReceivedLine::command).endsWith("367", "368");
        assertThat(bob.ask("MODE #tea b")).as("the list is for all").hasSize(2)
                .first().asString().startsWith("367 #tea bob!*@* ann!ann@").endsWith(" 1772368496");
        assertThat(ann.ask("MODE #tea -b bob!*@*")).contains("ann MODE #tea -b bob!*@*");
    }

    @Test
    void whoIsMutedMayComeInAndKeepsTheName() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE #tea +b m:bob")).containsExactly("ann MODE #tea +b m:bob!*@*");
        assertThat(bob.ask("JOIN #tea")).contains("bob JOIN #tea");
        assertThat(bob.ask("PRIVMSG #tea :hm")).contains("404 #tea :Cannot send to channel (+b, muted)");
        assertThat(bob.ask("TOPIC #tea :hm")).contains("404 #tea :Cannot send to channel (+b, muted)");
        assertThat(bob.ask("NICK rob")).containsExactly("435 rob #tea :Cannot change nickname while banned on channel");
        ann.sync();
        assertThat(ann.ask("MODE #tea +e m:*!bob@*")).containsExactly("ann MODE #tea +e m:*!bob@*");
        bob.ask("PRIVMSG #tea :ah");
        ann.expect("bob PRIVMSG #tea ah");
        assertThat(ann.ask("MODE #tea -eb m:*!bob@* m:BOB")).containsExactly("ann MODE #tea -eb m:*!bob@* m:BOB!*@*");
        assertThat(bob.ask("NICK rob")).contains("bob NICK rob");
    }

    @Test
    void mutesAreListedBehindBans() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ann.ask("MODE #tea +bbbe m:mute ban m:*@192.0.2.* m:safe");

        assertThat(ann.ask("MODE #tea b")).extracting(line -> line.split(" ", -1)[2]).containsExactly(
                "ban!*@*", "m:mute!*@*", "m:*!*@192.0.2.*", ":End");
        assertThat(ann.ask("MODE #tea e")).extracting(line -> line.split(" ", -1)[2]).containsExactly("m:safe!*@*",
                ":End");
        assertThat(ann.ask("MODE #tea +I m:host")).as("invitations are no mutes")
                .containsExactly("ann MODE #tea +I *!*@m:host");
    }

    @Test
    void anEmptyMaskIsNotEverybody() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        assertThat(ann.ask("MODE #tea +b m:")).containsExactly("696 #tea b m: :A mask is nick!user@host");
        assertThat(ann.ask("MODE #tea +b :")).containsExactly("696 #tea b * :A mask is nick!user@host");
    }

    @Test
    void theUninvitedComeInByException() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE #tea +iI b?b!*@*")).containsExactly("ann MODE #tea +iI b?b!*@*");
        assertThat(ann.askFully("MODE #tea I")).extracting(ReceivedLine::command).containsExactly("346", "347");
        assertThat(ann.askFully("MODE #tea e")).extracting(ReceivedLine::command).containsExactly("349");
        assertThat(bob.ask("JOIN #tea")).contains("bob JOIN #tea");
    }

    @Test
    void aLimitHoldsUntilItIsTakenAway() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        ann.ask("MODE #tea +l 1");
        assertThat(bob.ask("JOIN #tea")).containsExactly("471 #tea :Cannot join channel (+l)");
        assertThat(ann.ask("MODE #tea -l")).containsExactly("ann MODE #tea -l");
        assertThat(bob.ask("JOIN #tea")).contains("bob JOIN #tea");
    }

    @Test
    void aKeyIsTakenAwayWhateverIsGivenForIt() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");

        ann.ask("MODE #tea +k sesame");
        assertThat(ann.ask("MODE #tea -k other")).containsExactly("ann MODE #tea -k *");
        ann.ask("MODE #tea +k sesame");
        assertThat(ann.ask("MODE #tea -k")).containsExactly("ann MODE #tea -k *");
    }

    @Test
    void aSecretChannelIsUnknownToOthers() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ann.ask("MODE #tea +s");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("NAMES #tea")).contains("353 @ #tea @ann");
        assertThat(bob.ask("NAMES #tea")).containsExactly("366 #tea :End of /NAMES list");
        assertThat(bob.ask("TOPIC #tea")).containsExactly("403 #tea :No such channel");
        assertThat(bob.ask("MODE #tea")).containsExactly("403 #tea :No such channel");
        assertThat(bob.ask("WHO #tea")).containsExactly("315 #tea :End of /WHO list");
        assertThat(bob.ask("WHOIS ann")).noneMatch(line -> line.contains("#tea"));
    }

    @Test
    void aLockedTopicIsForOperatorsAndAnOpenChannelForAll() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson cid = IrcPerson.enter(server, "cid");
        ann.ask("MODE #tea +t-n");

        assertThat(bob.ask("TOPIC #tea :mine")).contains("482 #tea :You're not channel operator");
        assertThat(cid.ask("PRIVMSG #tea :from outside")).isEmpty();
        bob.expect("cid PRIVMSG #tea :from outside");
    }

    @Test
    void manyLongMasksTakeSeveralLines() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        List<String> masks =
                IntStream.range(0, 13).mapToObj(i -> "nick-number-" + i + "*" + "x".repeat(20)).toList();

        List<ReceivedLine> lines =
                ann.askFully("MODE #tea +" + "b".repeat(13) + " " + String.join(" ", masks));

        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.command().equals("MODE"));
        assertThat(lines.stream().flatMap(line -> line.parameters().stream().skip(2)).toList())
                .isEqualTo(masks.stream().map(mask -> mask + "!*@*").collect(Collectors.toList()));
    }

    @Test
    void aListIsShownOnceHoweverOftenItIsAskedFor() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");

        assertThat(ann.ask("MODE #tea " + "b".repeat(400))).containsExactly("368 #tea :End of channel ban list");
    }

    @Test
    void modesOfUsersAreTheirOwn() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        IrcPerson.enter(server, "bob");

        assertThat(ann.ask("MODE ann")).containsExactly("221 +");
        assertThat(ann.ask("MODE ann +iB")).singleElement().asString().matches("ann MODE ann \\+i\\+?B");
        assertThat(ann.ask("MODE ann")).containsExactly("221 +Bi");
        assertThat(ann.ask("MODE ann +x")).containsExactly("501 :Unknown mode flag");
        assertThat(ann.ask("MODE ann +o")).as("nobody makes an operator of themselves").isEmpty();
        assertThat(ann.ask("MODE bob +i")).containsExactly("502 :Can't change or view the modes of other users");
        assertThat(ann.ask("MODE nobody")).containsExactly("401 nobody :No such nick/channel");
    }
}

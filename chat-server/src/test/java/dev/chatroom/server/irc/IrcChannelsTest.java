package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JOIN, PART, TOPIC, NAMES, LIST, INVITE and KICK (modern.ircdocs.horse, Channel Operations). */
class IrcChannelsTest {
    private final ManualClock clock = new ManualClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    @Test
    void whoJoinsIsToldWhoIsThereAndTheOthersAreToldWhoJoined() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        assertThat(ann.ask("JOIN #tea")).containsExactly(
                "ann JOIN #tea", "353 = #tea @ann", "366 #tea :End of /NAMES list");
        List<ReceivedLine> changed = ann.askFully("TOPIC #tea :Green or black?");
        assertThat(changed).extracting(ReceivedLine::brief).containsExactly("ann TOPIC #tea :Green or black?");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        List<ReceivedLine> lines = bob.askFully("JOIN #TEA");

        assertThat(lines).extracting(ReceivedLine::brief).containsExactly(
                "bob JOIN #tea", "332 #tea :Green or black?",
                "333 #tea " + changed.getFirst().source() + " 1772368496",
                "353 = #tea :@ann bob", "366 #tea :End of /NAMES list");
        assertThat(bob.ask("JOIN #tea")).as("being there already").isEmpty();
    }

    @Test
    void severalChannelsAreJoinedWithTheirKeys() {
        IrcPerson ann = IrcPerson.enter(server, "ann");
        assertThat(ann.ask("JOIN #a,#b,#c")).contains("ann JOIN #a", "ann JOIN #b", "ann JOIN #c");
        assertThat(ann.ask("MODE #b +k sesame")).containsExactly("ann MODE #b +k sesame");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(bob.ask("JOIN #a,#b,#c x,sesame")).contains("bob JOIN #a", "bob JOIN #b", "bob JOIN #c");
        assertThat(bob.ask("JOIN 0")).containsExactly("bob PART #a", "bob PART #b", "bob PART #c");
        assertThat(bob.ask("JOIN #b")).containsExactly("475 #b :Cannot join channel (+k)");
    }

    @Test
    void whatIsNoChannelCannotBeJoined() {
        server.limit(Limit.ROOMS_PER_USER, 2);
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("JOIN")).containsExactly("461 JOIN :Not enough parameters");
        assertThat(ann.ask("JOIN tea")).containsExactly("403 tea :No such channel");
        assertThat(ann.ask("JOIN #")).containsExactly("403 # :No such channel");
        assertThat(ann.ask("JOIN :#a b")).containsExactly("403 #a_b :No such channel");
        assertThat(ann.ask("JOIN #" + "x".repeat(51))).singleElement().asString().startsWith("403 #xx");
        assertThat(ann.ask("JOIN #a,#b,#c")).contains("405 #c :You have joined too many channels");
    }

    @Test
    void whoPartsIsToldSoLikeTheOthers() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");

        assertThat(bob.ask("PART #tea :no more tea")).containsExactly("bob PART #tea :no more tea");
        ann.expect("bob PART #tea :no more tea");
        assertThat(bob.ask("PART #tea")).containsExactly("442 #tea :You're not on that channel");
        assertThat(bob.ask("PART #nowhere")).containsExactly("403 #nowhere :No such channel");
        assertThat(bob.ask("PART")).containsExactly("461 PART :Not enough parameters");
        assertThat(ann.ask("PART #tea")).containsExactly("ann PART #tea");
    }

    @Test
    void theOnlyOperatorWhoPartsReadsNothingElse() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea,#den", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea,#den", "bob");
        ann.ask("MODE #den +o bob");

        assertThat(ann.ask("PART #tea,#den")).containsExactly("ann PART #tea",
                "ann PART #den");
        assertThat(bob.ask("MODE #tea +m")).contains("482 #tea :You're not channel operator");
        assertThat(bob.ask("PART #den")).as("alone").containsExactly("bob PART #den");
    }

    @Test
    void whoQuitsIsSeenToQuitOnceByThoseOfAllChannels() {
        IrcPerson ann = IrcPerson.enterAt(server, "#a,#b", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#a,#b", "bob");
        ann.sync();

        bob.send("QUIT :off to bed");

        assertThat(bob.rest()).singleElement().asString().startsWith("ERROR :Closing Link: ").contains("off to bed");
        assertThat(ann.until(line -> line.command().equals("QUIT"), "the QUIT")).hasSize(1)
                .first().satisfies(line -> assertThat(line.last()).isEqualTo("Quit: off to bed"));
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void theTopicIsShownSetAndTakenAway() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(ann.ask("TOPIC #tea")).containsExactly("331 #tea :No topic is set");
        assertThat(ann.ask("TOPIC #tea :two words")).containsExactly("ann TOPIC #tea :two words");
        assertThat(bob.ask("TOPIC #tea")).hasSize(2).first().isEqualTo("332 #tea :two words");
        assertThat(bob.ask("TOPIC #tea :mine")).containsExactly("442 #tea :You're not on that channel");
        assertThat(ann.ask("TOPIC #tea :")).containsExactly("ann TOPIC #tea :");
        assertThat(ann.ask("TOPIC #tea")).containsExactly("331 #tea :No topic is set");
        assertThat(ann.ask("TOPIC #nowhere")).containsExactly("403 #nowhere :No such channel");
        assertThat(ann.ask("TOPIC")).containsExactly("461 TOPIC :Not enough parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", " \u3164", "\u0002\u000304\u000F"})
    void whatNobodyCanSeeIsNoTopicAndNoReason(String nothing) {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann", "setname");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        ann.ask("TOPIC #tea :green");

        assertThat(ann.ask("TOPIC #tea :" + nothing)).containsExactly("ann TOPIC #tea :");
        assertThat(ann.ask("TOPIC #tea")).containsExactly("331 #tea :No topic is set");
        assertThat(bob.ask("PART #tea :" + nothing)).endsWith("bob PART #tea");
        bob.ask("JOIN #tea");
        assertThat(ann.ask("KICK #tea bob :" + nothing)).endsWith("ann KICK #tea bob ann");
        assertThat(ann.ask("SETNAME :" + nothing)).singleElement().asString()
                .startsWith("FAIL SETNAME INVALID_REALNAME");
        bob.ask("JOIN #tea");
        bob.send("QUIT :" + nothing);
        assertThat(ann.until(line -> line.command().equals("QUIT"), "the QUIT")).last()
                .satisfies(line -> assertThat(line.last()).isEqualTo("Quit"));
    }

    @Test
    void namesAreToldToAllButOfTheInvisibleOnlyToMembers() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        assertThat(bob.ask("MODE bob +i")).containsExactly("bob MODE bob +i");
        IrcPerson cid = IrcPerson.enter(server, "cid");

        assertThat(ann.ask("NAMES #tea")).contains("353 = #tea :@ann bob");
        assertThat(cid.ask("NAMES #tea")).containsExactly("353 = #tea @ann", "366 #tea :End of /NAMES list");
        assertThat(cid.ask("NAMES #nowhere")).containsExactly("366 #nowhere :End of /NAMES list");
        assertThat(cid.ask("NAMES")).containsExactly("366 * :End of /NAMES list");
    }

    @Test
    void manyNamesTakeSeveralLines() {
        server.limit(Limit.QUIET_ABOVE, 1_000);
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        for (int i = 0; i < 20; i++) {
            IrcPerson.enterAt(server, "#tea", "somebody-with-a-long-name-" + i);
        }

        List<ReceivedLine> names =
                ann.askFully("NAMES #tea").stream().filter(line -> line.command().equals("353")).toList();

        assertThat(names).hasSizeGreaterThan(1);
        assertThat(names.stream().flatMap(line -> List.of(line.last().split(" ", -1)).stream())).hasSize(21);
    }

    @Test
    void channelsAreListedAndChosen() {
        IrcPerson.enterAt(server, "#old,#secret", "ann").ask("MODE #secret +s");
        clock.advance(Duration.ofMinutes(10));
        IrcPerson bob = IrcPerson.enterAt(server, "#old,#new", "bob");
        bob.ask("TOPIC #new :fresh");

        assertThat(bob.ask("LIST"))
                .startsWith("321 Channel :Users  Name")
                .endsWith("323 :End of /LIST")
                .containsExactlyInAnyOrder(
                        "321 Channel :Users  Name", "322 #old 2 :", "322 #new 1 fresh", "323 :End of /LIST");
        assertThat(listed(bob, "#old")).containsExactly("#old");
        assertThat(listed(bob, "#o*,#n??")).containsExactlyInAnyOrder("#old", "#new");
        assertThat(listed(bob, "!#o*")).containsExactly("#new");
        assertThat(listed(bob, ">1")).containsExactly("#old");
        assertThat(listed(bob, "<2")).containsExactly("#new");
        assertThat(listed(bob, "C<5")).containsExactly("#new");
        assertThat(listed(bob, "C>5")).contains("#old").doesNotContain("#new");
        assertThat(listed(bob, "T<5")).containsExactly("#new");
        assertThat(listed(bob, "#secret")).isEmpty();
        assertThat(listed(bob, "*o*l*,".repeat(15) + "#o*")).containsExactly("#old");
        assertThat(bob.ask("LIST " + "*o*l*,".repeat(16) + "#o*"))
                .containsExactly("400 LIST :At most 16 names, masks and conditions at once");
    }

    private static List<String> listed(IrcPerson person, String what) {
        return person.askFully("LIST " + what).stream()
                .filter(line -> line.command().equals("322"))
                .map(line -> line.parameters().get(1)).toList();
    }

    @Test
    void whoIsInvitedIsAskedAndCanComeIn() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ann.ask("MODE #tea +i");
        IrcPerson bob = IrcPerson.enter(server, "bob");

        assertThat(bob.ask("JOIN #tea")).containsExactly("473 #tea :Cannot join channel (+i)");
        assertThat(bob.ask("AWAY :asleep")).containsExactly("306 :You have been marked as being away");
        assertThat(ann.ask("INVITE bob #tea")).containsExactly("341 bob #tea", "301 bob asleep");
        bob.expect("ann INVITE bob #tea");
        assertThat(bob.ask("JOIN #tea")).contains("bob JOIN #tea");
        assertThat(ann.ask("INVITE bob #tea")).contains("443 bob #tea :is already on channel");
        assertThat(ann.ask("INVITE nobody #tea")).containsExactly("401 nobody :No such nick/channel");
        assertThat(bob.ask("INVITE ann #nowhere")).containsExactly("403 #nowhere :No such channel");
        IrcPerson.enterAt(server, "#other", "cid");
        assertThat(bob.ask("INVITE ann #other")).containsExactly("442 #other :You're not on that channel");
        assertThat(bob.ask("INVITE cid #tea")).containsExactly("482 #tea :You're not channel operator");
        assertThat(bob.ask("INVITE ann")).containsExactly("461 INVITE :Not enough parameters");
    }

    @Test
    void whoIsKickedIsOutAndEverybodyKnowsWhy() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        IrcPerson bob = IrcPerson.enterAt(server, "#tea", "bob");
        IrcPerson cid = IrcPerson.enterAt(server, "#tea", "cid");
        ann.sync();

        assertThat(bob.ask("KICK #tea cid")).contains("482 #tea :You're not channel operator");
        assertThat(ann.ask("KICK #tea bob :spilt it all")).containsExactly("ann KICK #tea bob :spilt it all");
        bob.expect("ann KICK #tea bob :spilt it all");
        cid.expect("ann KICK #tea bob :spilt it all");
        assertThat(bob.ask("PRIVMSG #tea :but")).containsExactly("404 #tea :Cannot send to channel (+n)");
        assertThat(ann.ask("KICK #tea bob")).containsExactly("441 bob #tea :They aren't on that channel");
        assertThat(ann.ask("KICK #tea nobody")).containsExactly("401 nobody :No such nick/channel");
        assertThat(ann.ask("KICK #tea cid,nobody")).containsExactly(
                "ann KICK #tea cid ann", "401 nobody :No such nick/channel");
        assertThat(bob.ask("KICK #tea ann")).containsExactly("442 #tea :You're not on that channel");
        assertThat(bob.ask("KICK #nowhere ann")).containsExactly("403 #nowhere :No such channel");
    }
}

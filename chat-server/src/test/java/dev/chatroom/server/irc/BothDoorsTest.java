package dev.chatroom.server.irc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody with nc and somebody with an IRC client in one room. */
class BothDoorsTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aNicknameStandsForTheNameThatPlainPeopleDoNotGive() {
        IrcPerson ann = IrcPerson.enter(server, "ann", "extended-join");
        ann.ask("JOIN #lobby");
        server.enter("nat").sync();

        assertThat(ann.sync()).anyMatch(line -> line.startsWith("guest-") && line.contains(" JOIN #lobby * guest-"));
        assertThat(ann.ask("WHOIS nat")).anyMatch(line -> line.startsWith("311 nat ") && line.endsWith(" nat"));
        assertThat(ann.ask("WHO nat")).anyMatch(line -> line.startsWith("352 ") && line.endsWith(" :0 nat"));
    }

    @Test
    void eachSeesTheOtherComeSpeakAndGo() {
        ChatClient nat = server.enter("nat");
        IrcPerson ann = IrcPerson.enter(server, "ann");

        assertThat(ann.ask("JOIN #lobby")).contains("ann JOIN #lobby", "353 = #lobby :nat ann");
        nat.expect("* ann joined");
        nat.send("hello");
        ann.expectNext("nat PRIVMSG #lobby hello");
        ann.send("PRIVMSG #lobby :hi nat");
        nat.expectNext("ann: hi nat");
        nat.send("/me waves");
        ann.expectNext("nat PRIVMSG #lobby :\u0001ACTION waves\u0001");
        ann.send("PRIVMSG #lobby :\u0001ACTION waves back\u0001");
        nat.expectNext("~ ann waves back");
        ann.send("NOTICE #lobby :look out");
        nat.expectNext("ann (notice): look out");
        ann.send("PART #lobby :tea time");
        nat.expectNext("* ann left (tea time)");
        ann.ask("JOIN #lobby");
        nat.expect("* ann joined");
        nat.send("/quit good night");
        assertThat(ann.expectStart("nat QUIT ").last()).isEqualTo("Quit: good night");
    }

    @Test
    void eachSeesTheOthersNamesAndTopics() {
        ChatClient nat = server.enter("nat");
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann");
        nat.expect("* ann joined");

        nat.send("/nick natalie");
        ann.expectNext("nat NICK natalie");
        ann.send("NICK anna");
        nat.expect("* ann is now anna");
        nat.send("/topic tea");
        ann.expect("natalie TOPIC #lobby tea");
        ann.send("TOPIC #lobby :coffee");
        nat.expect("* anna changed the topic to: coffee");
        ann.send("TOPIC #lobby :");
        nat.expect("* anna took the topic away");
    }

    @Test
    void eachReachesTheOtherAlone() {
        ChatClient nat = server.enter("nat");
        IrcPerson ann = IrcPerson.enter(server, "ann");

        nat.send("/msg ann psst");
        ann.expect("nat PRIVMSG ann psst");
        ann.send("PRIVMSG nat :\u0001ACTION nods\u0001");
        nat.expect("~ ann (private) nods");
        ann.sync();
        nat.send("/away asleep");
        nat.sync();
        assertThat(ann.ask("PRIVMSG nat :there?")).containsExactly("301 nat asleep");
        ann.ask("INVITE nat #tea");
        ann.ask("JOIN #tea");
        ann.ask("INVITE nat #tea");
        nat.expect("* ann invites you to tea; /join tea to go there");
    }

    @Test
    void eachIsSubjectToTheOthersModes() {
        IrcPerson ann = IrcPerson.enterAt(server, "#den", "ann");
        ChatClient nat = server.enterAt("den", "nat");
        nat.sync();

        ann.ask("MODE #den +m");
        nat.expectStart("* ann ");
        nat.send("may I?");
        assertThat(nat.next()).startsWith("* ");
        assertThat(ann.sync()).as("what was not said").noneMatch(line -> line.contains("may I"));
        ann.ask("MODE #den +v nat");
        nat.expectStart("* ann ");
        nat.send("thanks");
        ann.expect("nat PRIVMSG #den thanks");
        ann.ask("KICK #den nat :that is all");
        nat.expect("* ann put you out of den (that is all)");
    }

    @Test
    void whoMaySpeakAllTheSameIsNotToldThatAMuteOfEverybodySilencesThem() {
        IrcPerson ann = IrcPerson.enterAt(server, "#den", "ann");
        ChatClient nat = server.enterAt("den", "nat");
        ChatClient bob = server.enterAt("den", "bob");
        ann.ask("MODE #den +o nat");
        nat.expectStart("* ann made you an operator");
        ChatClient cid = server.enterAt("den", "cid");
        ann.ask("MODE #den +v cid");
        cid.expectStart("* ann ");
        nat.expectStart("* ann ");

        ann.ask("MODE #den +b m:*!*@*");

        bob.expect("* ann muted everybody; you may read, but not speak");
        nat.expectNext("* ann muted everybody");
        cid.expectNext("* ann muted everybody");
        nat.send("still here");
        bob.expectEnd("nat: still here");
    }

    @Test
    void aVeryLongLineComesWhole() {
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann");
        ChatClient nat = server.enter("nat");
        nat.sync();
        ann.sync();
        String text = IntStream.range(0, 1_000).mapToObj(i -> "%03d".formatted(i)).collect(Collectors.joining(" "));

        nat.send(text);
        nat.sync();

        List<ReceivedLine> lines = ann.syncFully();
        assertThat(lines).hasSizeBetween(8, 12).allMatch(line -> line.brief().startsWith("nat PRIVMSG #lobby :"));
        assertThat(lines.stream().map(ReceivedLine::last).collect(Collectors.joining(" "))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"漢", "é", "😀", "👩‍👩‍👧", "ü\u0301"})
    void nothingIsTornInALongLine(String character) {
        IrcPerson ann = IrcPerson.enterAt(server, "#lobby", "ann");
        ChatClient nat = server.enter("nat");
        nat.sync();
        ann.sync();

        int count = 3_000 / character.getBytes(UTF_8).length;

        nat.send(character.repeat(count));
        nat.sync();

        List<ReceivedLine> lines = ann.syncFully();
        assertThat(lines).hasSizeGreaterThan(1)
                .allMatch(line -> line.last().matches("(" + character + ")+"), "whole characters");
        assertThat(lines.stream().map(ReceivedLine::last).collect(Collectors.joining()))
                .isEqualTo(character.repeat(count));
    }

    @Test
    void whoWasSlowToSayThatItIsAProgramIsOneAllTheSame() {
        server.configure(config -> config.greetingDelay(Duration.ofMillis(20)));
        ChatClient nat = server.enter("nat");
        ChatClient slow = server.connect();
        slow.expectStart("* you are in lobby");
        while (!slow.next().startsWith("* type a line")) {
            assertThat(slow).isNotNull();
        }
        nat.expect("* guest-2 joined");

        IrcPerson ann = IrcPerson.on(slow);
        ann.send("CAP LS 302");

        nat.expect("* guest-2 left");
        ann.expectStart("CAP * LS ");
        ann.send("NICK ann");
        ann.send("USER ann 0 * :Ann");
        ann.send("CAP END");
        ann.expectStart("422 ");
        ann.send("JOIN #lobby");
        nat.expect("* ann joined");
    }

    @Test
    void bothReadOneOrder() {
        int each = 1_000;
        ChatClient natWriter = server.enter("nat");
        IrcPerson annWriter = IrcPerson.enterAt(server, "#lobby", "ann");
        ChatClient plain = server.enter("plain");
        IrcPerson irc = IrcPerson.enterAt(server, "#lobby", "irc");
        plain.expect("* irc joined");
        List.of(natWriter, plain).forEach(ChatClient::sync);
        irc.sync();

        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> natWriter
                .sendText(IntStream.range(0, each).mapToObj(i -> "n" + i + "\n").collect(Collectors.joining())));
        annWriter.client().sendText(IntStream.range(0, each)
                .mapToObj(i -> "PRIVMSG #lobby :a" + i + "\r\n").collect(Collectors.joining()));

        List<String> readPlain = new ArrayList<>();
        List<String> readIrc = new ArrayList<>();
        for (int i = 0; i < 2 * each; i++) {
            readPlain.add(plain.next().replaceFirst("^\\w+: ", ""));
            readIrc.add(irc.next().last());
        }
        writing.join();
        assertThat(readIrc).isEqualTo(readPlain).contains("n" + (each - 1), "a" + (each - 1));
    }

    @Test
    void peopleAtNcReadWhoIsBannedAndNoMasks() {
        IrcPerson ann = IrcPerson.enterAt(server, "#tea", "ann");
        ChatClient bob = server.enter("bob");
        ChatClient cid = server.enter("cid");
        ChatClient dan = server.enter("dan");
        for (ChatClient plain : List.of(bob, cid, dan)) {
            plain.send("/join tea");
            plain.expectStart("* you are in tea");
        }
        ann.ask("MODE #tea +o dan");
        dan.expect("* ann made you an operator; /help operators");
        cid.sync();

        ann.ask("MODE #tea +b b*!*@*");
        cid.expectNext("* ann banned bob");
        dan.expect("* ann banned bob (any name like b*)");
        ann.ask("MODE #tea +b *!*@*.ip");
        cid.expectNext("* ann banned you, ann, bob and others");
        ann.ask("MODE #tea +b *!*spam*@host.example");
        cid.expectNext("* ann banned people who are not here");
        dan.expect("* ann banned any user like *spam*, the address host.example");
        ann.ask("MODE #tea +b troll");
        cid.expectNext("* ann banned troll (not here)");
        ann.ask("MODE #tea -b troll");
        cid.expectNext("* ann lifted the ban on troll (not here)");
        ann.ask("MODE #tea -b b*!*@*");
        cid.expectNext("* ann lifted the ban on bob");

        cid.send("/mode");
        assertThat(cid.expectStart("*   banned: ")).isEqualTo(
                "*   banned: ann, bob, cid and others, people who are not here");
    }
}

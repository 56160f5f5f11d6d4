package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ann runs the room; bob and cid are in it, and all have the same address. */
class BansTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;
    private ChatClient bob;
    private ChatClient cid;

    @BeforeEach
    void threeAreHere() {
        ann = server.enterAt("den", "ann");
        bob = server.enterAt("den", "bob");
        cid = server.enterAt("den", "cid");
        ann.sync();
        bob.sync();
    }

    @Test
    void whoIsBannedIsPutOutAndStaysOut() {
        ann.send("/ban bob enough");

        ann.expectNext("* you banned bob from den (under any name)");
        ann.expectNext("* you put bob out of den (enough)");
        assertThat(ann.next())
                .startsWith("* that holds for bob under any name, but not for a new connection under another")
                .endsWith("; /unban bob ends it");
        bob.expect("* ann put you out of den (enough)");
        bob.send("/join den");
        bob.expectNext("* you are banned from den; its operators can change that");
        cid.expectNext("* ann banned bob");
        cid.expectNext("* ann put bob out (enough)");

        ann.send("/ban bob");
        ann.expectNext("* bob is banned from den already");
        ann.send("/unban BOB");
        ann.expectNext("* you lifted the ban on bob in den (under any name)");
        bob.send("/join den");
        bob.expectNext("* you are in den; no topic is set");
    }

    @Test
    void anotherNameShakesOffNoBan() {
        bob.send("/nick robert");
        ann.expect("* bob is now robert");
        ann.send("/ban bob");
        ann.expectNext("* you banned robert from den (under any name)");
        bob.expect("* ann put you out of den");

        for (String name : List.of("bob", "bert", "robert")) {
            bob.send("/nick " + name);
            bob.send("/join den");
            bob.expect("* you are banned from den; its operators can change that");
        }
        ChatClient again = server.enter("robert2");
        bob.send("/quit");
        bob.rest();
        again.send("/nick robert");
        again.send("/join den");
        again.expect("* you are banned from den; its operators can change that");
        assertThat(cid.sync()).noneMatch(line -> line.contains("joined"));
        cid.send("I am at the same address");
        ann.expect("cid: I am at the same address");
    }

    @Test
    void theOnlyOperatorIsToldToMakeAnotherOneFirst() {
        ann.send("/deop ann");
        ann.expectNext("* only you run den; /op NAME makes another operator");
        ann.send("/op bob");
        ann.expectNext("* you made bob an operator of den");

        ann.send("/deop ann");

        ann.expectNext("* you are no operator of den any more");
    }

    @Test
    void whoIsMutedReadsButDoesNotSpeak() {
        ann.send("/mute bob");
        ann.expectNext("* you muted bob in den (under any name)");
        ann.expectNext("* bob may read in den, but not speak; /unmute bob ends it");
        bob.expectNext("* ann muted you; you may read, but not speak");
        cid.expectNext("* ann muted bob");

        bob.send("but");
        bob.expectNext("* you are muted in den; its operators can change that");
        cid.send("poor bob");
        bob.expectNext("cid: poor bob");

        ann.send("/unmute bob");
        bob.expectNext("* ann unmuted you");
        bob.send("thanks");
        assertThat(cid.expectStart("bob: ")).isEqualTo("bob: thanks");
    }

    @Test
    void theWriterLearnsThatAVoiceIsStrongerThanABan() {
        ann.send("/voice bob");
        ann.send("/mute bob");
        ann.expect("* but bob has a voice, and may speak; /devoice bob changes that");
        bob.send("I have a voice");
        cid.expect("bob: I have a voice");
        ann.send("/op cid");
        ann.send("/mute cid");
        ann.expect("* but cid is an operator, who may always speak; /deop cid changes that");
    }

    @Test
    void aMaskPutsNobodyOutAndSaysWhomItConcerns() {
        ann.send("/ban b*");
        ann.expectNext("* you banned bob from den (any name like b*)");
        ann.expectNext("* those who are in den stay, but may not speak; /kick puts them out: bob");
        bob.expectNext("* ann banned you");
        bob.send("me?");
        bob.expectNext("* you may read in den, but not speak; its operators can change that");

        ann.send("/ban B*!*@*");
        ann.expectNext("* that is so already in den");
        ann.send("/unban c*");
        ann.expectNext("* there is no such ban in den; /mode lists the bans");
        ann.send("/unban cid");
        ann.expectNext("* cid is not banned from den; /mode lists the bans");
        ann.send("/unban b*");
        ann.expectNext("* you lifted the ban on bob in den (any name like b*)");
        ann.send("/ban *!*@" + "x".repeat(200));
        ann.expectNext("* that is 204 characters long, and 200 are allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.72", "*!*@127.0.0.72", "127.0.0.0/24", "192.168.*", "::1", "2001:db8::/32", "*!*@2001:db8:*"
    })
    void anAddressBansNobodySoItIsRefused(String address) {
        ann.send("/ban " + address);

        ann.expectStart("* a room is not told IP addresses: /ban NAME ");
        ann.send("/mode");
        ann.expect("*   nobody is banned");
    }

    @Test
    void whoHasLeftCanBeBannedToo() {
        bob.send("/quit");
        ann.expectNext("* bob left");

        ann.send("/ban bob");

        ann.expectNext("* you banned bob from den (under any name)");
        ChatClient again = server.enter("bob");
        again.send("/join den");
        again.expectNext("* you are banned from den; its operators can change that");
    }

    /** Ann and bob are in two rooms, and ann has the wrong one in mind. */
    private void annTalksInCats() {
        bob.send("/join cats");
        bob.expectStart("* you are in cats");
        ann.send("/join cats");
        ann.expectStart("* 2 here");
        bob.send("/op ann");
        ann.expect("* bob made you an operator; /help operators");
        bob.send("/leave cats");
        ann.expect("* bob left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kick bob", "/op bob", "/voice bob"})
    void whoIsInAnotherRoomOfOnesOwnIsSaidToBeThere(String line) {
        annTalksInCats();

        ann.send(line);

        ann.expectNext("* bob is not in cats, but in den; to act there, type /join den first");
    }

    @Test
    void whoRunsOneOfTwoRoomsIsToldInWhich() {
        ann.send("/join lobby");
        ann.expectStart("* you are in lobby");
        ann.send("/op bob");
        ann.expect("* you do not run lobby; to act in den, type /join den first");

        bob.send("/join cats");
        bob.expectStart("* you are in cats");
        bob.send("/op ann");
        bob.expect("* ann is not in cats, but in den; you do not run that room");
    }

    @Test
    void aBanInTheWrongRoomIsSeenToBe() {
        annTalksInCats();

        ann.send("/ban bob");

        ann.expectNext("* you banned bob from cats (under any name)");
        assertThat(ann.next())
                .startsWith("* that holds for bob under any name, but not for a new connection under another");
        ann.expectNext("* bob is not in cats, but in den; to act there, type /join den first");
        ann.send("/join den");
        ann.expect("* you are now talking in den");
        ann.send("/unban bob");
        ann.expectNext("* bob is not banned from den; /mode lists the bans");
        ann.expectNext("* but bob is banned from cats; to lift that, type /join cats first");
    }
}

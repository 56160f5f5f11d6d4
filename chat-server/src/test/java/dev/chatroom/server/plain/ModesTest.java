package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ann runs the room; bob is in it. */
class ModesTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;
    private ChatClient bob;

    @BeforeEach
    void twoAreHere() {
        ann = server.enterAt("den", "ann");
        bob = server.enterAt("den", "bob");
        ann.sync();
        bob.sync();
    }

    private List<String> shown() {
        bob.send("/mode");
        return bob.sync();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "invite-only on | closed den to the uninvited | closed the room to the uninvited",
        "moderated on | let only operators and people with a voice speak in den | let only operators and people with a voice speak",
        "secret on | made den secret | made the room secret",
        "topic-locked on | locked the topic of den | locked the topic",
        "members-only off | opened den to messages from outside | opened the room to messages from outside",
        "key sesame | gave den a key | gave the room a key",
        "limit 1 | limited den to 1 person | limited the room to 1 person",
        "LIMIT 1000 | limited den to 1,000 people | limited the room to 1,000 people"
    })
    void whatAnOperatorSetsIsToldToAllAndOnlyOnce(String setting, String own, String told) {
        ann.send("/mode " + setting);

        ann.expectNext("* you " + own);
        bob.expectNext("* ann " + told);
        ann.send("/mode " + setting);
        ann.expectNext("* that is so already in den");
        assertThat(bob.sync()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "invite-only on | invite-only off | opened den to the uninvited | opened the room to the uninvited",
        "moderated on | moderated OFF | let everybody speak in den | let everybody speak",
        "secret on | secret off | put den back on the list of rooms | put the room back on the list of rooms",
        "topic-locked on | Topic-Locked off | unlocked the topic of den | unlocked the topic",
        "members-only off | members-only on | closed den to messages from outside | closed the room to messages from outside",
        "key sesame | key off | took the key away from den | took the key away",
        "limit 5 | limit off | took the limit away from den | took the limit away",
        "limit 5 | limit 0 | took the limit away from den | took the limit away"
    })
    void whatIsSetCanBeTakenBack(String setting, String back, String own, String told) {
        ann.send("/mode " + setting);
        ann.send("/mode " + back);
        ann.expect("* you " + own);
        bob.expect("* ann " + told);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", value = {
        "secret => * usage: /mode secret on|off",
        "secret yes => * usage: /mode secret on|off",
        "limit many => * usage: /mode limit N|off",
        "limit -1 => * usage: /mode limit N|off",
        "limit 12345678 => * usage: /mode limit N|off",
        "key => * usage: /mode key KEY|off, of 32 characters at most and without commas",
        "key a,b => * usage: /mode key KEY|off, of 32 characters at most and without commas",
        "key :a => * usage: /mode key KEY|off, of 32 characters at most and without commas",
        "key two words => * usage: /mode key KEY|off, of 32 characters at most and without commas",
        "key 123456789012345678901234567890123 => * usage: /mode key KEY|off, of 32 characters at most and without commas",
        "moderatd on => * there is nothing called moderatd to set; did you mean moderated?",
        "+i => * there is nothing called +i to set; see /help mode"
    })
    void whatCannotBeSetSaysHowItIsWritten(String setting, String answer) {
        ann.send("/mode " + setting);
        ann.expectNext(answer);
        assertThat(bob.sync()).isEmpty();
    }

    @Test
    void howARoomIsRunIsToldInPlainWords() {
        assertThat(shown()).containsExactly(
                "* how den is run:",
                "*   ann runs it",
                "*   everybody may come in, without a key; there is no limit",
                "*   all who are in it may speak; nobody sends messages from outside",
                "*   all who are in it may change the topic",
                "*   everybody sees it in /rooms",
                "*   nobody is banned");
    }

    @Test
    void howAClosedRoomIsRun() {
        for (String setting : List.of("invite-only on", "moderated on", "secret on", "topic-locked on", "key sesame",
                "members-only off", "limit 1")) {
            ann.send("/mode " + setting);
        }
        ann.send("/ban *!*@example.org");
        ann.send("/ban troll*");
        ann.send("/op bob");
        bob.expect("* ann made you an operator; /help operators");

        List<String> lines = shown();

        assertThat(lines).containsExactly(
                "* how den is run:",
                "*   ann and bob run it",
                "*   only people who are invited come in, with the key sesame; there is a limit of 1 person",
                "*   only operators and people with a voice speak; everybody may send messages from outside",
                "*   only operators change the topic",
                "*   it is secret: only those in it see it in /rooms",
                "*   banned: the address example.org, any name like troll*");
        ann.send("/deop bob");
        bob.expectStart("* ann took your operator rights away");
        assertThat(shown())
                .contains("*   only people who are invited come in, with the key; there is a limit of 1 person");
    }

    @Test
    void aRoomWhoseOperatorsHaveGoneSaysSo() {
        ann.send("/quit");
        bob.expect("* ann left");
        assertThat(shown()).contains("*   nobody runs it, until it is empty and somebody comes in");
    }

    @Test
    void manyBansAreListedUpToABound() {
        for (int i = 1; i <= 60; i++) {
            ann.send("/ban spammer" + i + "*");
        }
        ann.expect("* you banned any name like spammer60* from den");
        bob.expect("* ann banned people who are not here");

        ann.send("/mode");
        List<String> lines = ann.sync();

        assertThat(lines).last().asString().endsWith("spammer50* and 10 more");
        assertThat(shown()).last().isEqualTo("*   banned: people who are not here and 10 more");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aModeratedRoomHearsOnlySome() {
        ann.send("/mode moderated on");
        bob.expectNext("* ann let only operators and people with a voice speak");

        bob.send("hello?");
        bob.expectNext("* only operators and people with a voice may speak in den; /mode tells who can give you one");
        bob.send("/topic mine");
        bob.expectNext(
                "* only operators and people with a voice may set the topic of den; /mode tells who can give you one");
        ann.send("/voice bob");
        bob.expectNext("* ann gave you a voice");
        bob.send("hello!");

        assertThat(ann.expectStart("bob: ")).isEqualTo("bob: hello!");
    }

    @Test
    void aLockedTopicIsChangedByOperators() {
        ann.send("/mode topic-locked on");
        bob.expectNext("* ann locked the topic");
        bob.send("/topic dogs");
        bob.expectNext("* only operators of den may do that; /mode tells who they are");
        ann.send("/topic cats");
        bob.expectNext("* ann changed the topic to: cats");
    }

    @Test
    void aRoomWithAKeyIsEnteredWithIt() {
        ann.send("/join cats");
        ann.send("/mode key Sesame");
        ann.expect("* you gave cats a key");
        bob.sync();

        bob.send("/join cats");
        bob.expectNext("* cats has a key; /join cats KEY to enter it");
        bob.send("/join cats sesame");
        bob.expectNext("* that is not the key of cats; ask somebody in it");
        bob.send("/join cats Sesame");
        bob.expectNext("* you are in cats; no topic is set");
    }

    @Test
    void aNameOfTwoWordsMakesNoRoom() {
        ann.send("/join black cats");
        ann.expectNext(
                "* there is no room black, so there is no key to it; to make one, type /join black or /join black-cats");
        ann.send("/rooms");
        ann.expectNext("* 2 rooms:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mode", "/mode secret on", "/op bob", "/ban bob"})
    void whoIsInNoRoomRunsNone(String line) {
        ann.sendText("/leave\n/leave\n");
        ann.expectStart("* you left den");
        ann.send(line);
        ann.expectNext("* you are in no room; /join ROOM to enter one");
    }

    @Test
    void aFullRoomSaysHowManyAreInIt() {
        ann.send("/mode limit 2");
        ann.expect("* you limited den to 2 people");
        ChatClient cid = server.connect();
        cid.send("/join den");
        cid.expect("* den is full (2 people); try again later");
    }
}

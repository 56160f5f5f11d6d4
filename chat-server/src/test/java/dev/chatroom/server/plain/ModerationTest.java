package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ann runs the room; bob and cid are in it. */
class ModerationTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private ChatClient ann;
    private ChatClient bob;
    private ChatClient cid;

    @BeforeEach
    void threeAreHere() {
        server.limit(Limit.REASON, 20);
        ann = server.enterAt("den", "ann");
        bob = server.enterAt("den", "bob");
        cid = server.enterAt("den", "cid");
        ann.sync();
        bob.sync();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/op bob | made bob an operator of | made bob an operator | made you an operator; /help operators",
        "/voice bob | gave bob a voice in | gave bob a voice | gave you a voice"
    })
    void aRankIsGivenInTheSightOfAll(String line, String doers, String others, String own) {
        ann.send(line);

        ann.expectNext("* you " + doers + " den");
        bob.expectNext("* ann " + own);
        cid.expectNext("* ann " + others);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "op | is an operator already | took bob's operator rights away | took your operator rights away",
        "voice | has a voice already | took bob's voice away | took your voice away"
    })
    void aRankIsTakenBack(String word, String already, String others, String own) {
        ann.send("/" + word + " bob");
        assertThat(ann.next()).startsWith("* you ");
        assertThat(bob.next()).startsWith("* ann ");
        assertThat(cid.next()).startsWith("* ann ");
        ann.send("/" + word + " BOB");
        ann.expectNext("* bob " + already + " in den");

        ann.send("/de" + word + " bob");

        ann.expectNext("* you " + others + " in den");
        bob.expectNext("* ann " + own);
        cid.expectNext("* ann " + others);
        ann.send("/de" + word + " bob");
        assertThat(ann.next()).startsWith("* bob ").contains(" no ");
    }

    @Test
    void whoIsMadeAnOperatorRunsTheRoomToo() {
        ann.send("/op bob");
        bob.expectNext("* ann made you an operator; /help operators");

        bob.send("/deop ann");

        bob.expectNext("* you took ann's operator rights away in den");
        ann.expect("* bob took your operator rights away");
        ann.send("/kick bob");
        ann.expectNext("* only operators of den may do that; /mode tells who they are");
    }

    @Test
    void theOnlyOperatorWhoLeavesIsToldOnceWhatThatMeans() {
        ann.send("/leave");
        ann.expectNext("* nobody will run den after you; /op NAME makes another operator, /leave again leaves");
        assertThat(bob.sync()).isEmpty();

        ann.send("/leave den so long");

        ann.expectNext("* you left den; you are in no room now, /join ROOM to enter one");
        bob.expectNext("* ann left (so long)");
        bob.send("/mode");
        bob.expectEnd("nobody runs it, until it is empty and somebody comes in");
        bob.send("/leave");
        bob.expect("* you left den; you are in no room now, /join ROOM to enter one");
    }

    @Test
    void whoeverIsBackAndLeavesAgainIsToldAgain() {
        String warning = "* nobody will run den after you; /op NAME makes another operator, /leave again leaves";
        ann.send("/leave");
        ann.expectNext(warning);
        ann.send("/op bob");
        ann.expectNext("* you made bob an operator of den");
        ann.send("/leave");
        ann.expectStart("* you left den");
        ann.send("/join den");
        ann.expectStart("* you are in den");
        bob.send("/op ann");
        bob.expect("* you made ann an operator of den");
        bob.send("/deop bob");
        ann.expect("* bob took bob's operator rights away");

        ann.send("/leave");

        ann.expectNext(warning);
    }

    @Test
    void whoeverChangesAnOwnRankReadsWhatIsSoNow() {
        ann.send("/voice ann");
        ann.expectNext("* you have a voice in den now");
        ann.send("/devoice ann");
        ann.expectNext("* you have no voice in den any more");
        ann.send("/op bob");
        ann.expectNext("* you made bob an operator of den");
        ann.send("/deop ann");
        ann.expectNext("* you are no operator of den any more");
    }

    @Test
    void whoLeavesAnotherOperatorBehindIsNotHeldUp() {
        ann.send("/op bob");
        ann.expectNext("* you made bob an operator of den");

        ann.send("/leave");

        assertThat(ann.next()).startsWith("* you left den");
        cid.send("/leave");
        bob.expect("* cid left");
        bob.send("/leave");
        assertThat(bob.next()).as("alone").startsWith("* you left den");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/op cid", "/deop ann", "/voice cid", "/kick cid", "/ban cid", "/ban *!*@here", "/unban cid",
                "/mute cid", "/unmute cid", "/mode secret on"})
    void whoIsNoOperatorIsRefusedAndToldWhoIs(String line) {
        bob.send(line);
        bob.expectNext("* only operators of den may do that; /mode tells who they are");
        assertThat(cid.sync()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/op zoe", "/voice zoe", "/kick zoe", "/ban zoe", "/mute zoe", "/invite zoe"})
    void nothingIsDoneToNobody(String line) {
        ann.send(line);
        ann.expectNext("* nobody here is called zoe; /who lists who is here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kick ann", "/ban ann", "/mute ANN"})
    void nobodyIsPutOutByThemselves(String line) {
        ann.send(line);
        ann.expectNext("* that is you; /leave leaves the room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/op bob", "/voice bob", "/kick bob"})
    void whoIsNotInTheRoomIsNotThere(String line) {
        bob.send("/leave");
        ann.expectNext("* bob left");
        ann.send(line);
        ann.expectNext("* bob is not in den");
    }

    @Test
    void whoIsPutOutReadsByWhomFromWhereAndWhy() {
        ann.send("/kick bob  mind your  words");

        ann.expectNext("* you put bob out of den (mind your  words)");
        bob.expectNext("* ann put you out of den (mind your  words)");
        cid.expectNext("* ann put bob out (mind your  words)");
        bob.send("what?");
        bob.expectNext("* you are in no room; /join ROOM to enter one");
        assertThat(cid.sync()).isEmpty();
    }

    @Test
    void whoIsPutOutWhilePastingIsToldOnceThatTheRestGoesNowhere() {
        ann.send("/kick bob");
        bob.expectNext("* ann put you out of den");

        bob.sendText("one of many lines\n".repeat(200) + "/nick robert\n");

        assertThat(bob.until("* you are now robert"::equals, "the answer to the last"))
                .filteredOn(line -> line.equals("* you are in no room; /join ROOM to enter one")).hasSize(1);
    }

    @Test
    void aLongReasonForPuttingSomebodyOutIsCutAndItsWriterTold() {
        ann.send("/kick bob " + "x".repeat(21));

        bob.expectNext("* ann put you out of den (" + "x".repeat(20) + ")");
        assertThat(List.of(ann.next(), ann.next())).containsExactlyInAnyOrder(
                "* you put bob out of den (" + "x".repeat(20) + ")",
                "* your reason was longer than 20 characters; the rest was cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to the den?", "/me waves", "/topic dogs", "/who", "/history", "/leave", "/mode",
        "/kick cid"})
    void whatIsMeantForARoomOneWasPutOutOfIsNotDoneInAnother(String line) {
        bob.send("/join cats");
        bob.expectStart("* you are in cats");
        bob.send("/join den");
        bob.expect("* you are now talking in den");
        ann.send("/kick bob");
        bob.expectNext("* ann put you out of den");

        bob.send(line);

        bob.expectNext("* you are no longer in den, so that went nowhere; you are now talking in cats");
        bob.send("/who");
        bob.expectNext("* 1 in cats: bob (operator)");
        assertThat(cid.sync()).containsExactly("* ann put bob out");
    }

    @Test
    void whoWasPutOutMayComeBack() {
        ann.send("/kick bob");
        bob.expectNext("* ann put you out of den");
        bob.send("/history");
        bob.expectNext("* you are in no room; /join ROOM to enter one");

        bob.send("/join den");
        bob.expectNext("* you are in den; no topic is set");
        bob.send("hello again");

        cid.expect("bob: hello again");
    }

    @Test
    void leavingAnotherRoomAfterBeingPutOut() {
        bob.send("/join cats");
        bob.send("/join dogs");
        bob.send("/join den");
        bob.expect("* you are now talking in den");
        ann.send("/kick bob");
        bob.expectNext("* ann put you out of den");

        bob.send("/leave dogs");

        bob.expectNext("* you left dogs; you are now talking in cats");
    }

    @Test
    void anInvitationIsReadByWhoIsInvited() {
        ChatClient dan = server.enterAt("den", "dan");
        dan.send("/leave");
        dan.expectStart("* you left den");
        ann.sync();
        cid.sync();

        ann.send("/invite dan");

        ann.expectNext("* you invited dan to den");
        dan.expectNext("* ann invites you to den; /join den to go there");
        assertThat(cid.sync()).isEmpty();
        ann.send("/invite bob");
        ann.expectNext("* bob is in den already");
        dan.send("/ignore ann");
        dan.expectNext("* you ignore ann now; /unignore ann ends that");
        ann.send("/invite dan");
        ann.expectNext("* you invited dan to den");
        dan.send("/rooms");
        dan.expectNext("* 2 rooms:");
    }
}

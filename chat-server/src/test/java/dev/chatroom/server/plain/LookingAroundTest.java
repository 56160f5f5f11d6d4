package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LookingAroundTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void whoListsThoseInTheRoom() {
        ChatClient bob = server.enter("bob");
        ChatClient ann = server.enter("Ann");

        ann.send("/who");

        ann.expect("* 2 in lobby: Ann, bob");
        bob.close();
    }

    @Test
    void whoShowsWhoIsAwayAndWhy() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.send("/away tea");
        ann.expect("* you are away: tea; /back when you return");
        bob.send("/away");
        bob.expect("* you are away; /back when you return");

        bob.send("/who");
        bob.expect("* 2 in lobby: ann (away: tea), bob (away)");
        ann.send("/back");
        ann.expect("* you are back");
        ann.send("/who");
        ann.expect("* 2 in lobby: ann, bob (away)");
    }

    @Test
    void whoListsAnotherRoom() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        bob.send("/join cats");
        bob.expectStart("* you are in cats");

        ann.send("/who #CATS");
        ann.expect("* 1 in cats: bob (operator)");
        bob.send("/leave lobby");
        ann.expect("* bob left");
        ann.send("/leave lobby");
        ann.send("/who lobby");
        ann.expect("* nobody is in lobby");
        ann.send("/who dogs");
        assertThat(ann.next()).startsWith("* there is no room dogs").contains("/rooms");
    }

    @Test
    void whoMarksThoseWhoRunTheRoomAndThoseWithAVoice() {
        ChatClient ann = server.enterAt("cats", "ann");
        server.enterAt("cats", "bob");
        ann.send("/voice bob");
        ann.expect("* you gave bob a voice in cats");

        ann.send("/who");
        ann.expectNext("* 2 in cats: ann (operator), bob (voice)");
        ann.send("/op bob");
        ann.send("/who");
        ann.expect("* 2 in cats: ann (operator), bob (operator)");
    }

    @Test
    void aSecretRoomIsSeenByThoseInItAlone() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        bob.send("/join cats");
        bob.send("/mode secret on");
        bob.expect("* you made cats secret");

        ann.send("/rooms");
        ann.expect("* 1 room:");
        ann.send("/who cats");
        ann.expect("* there is no room cats; /rooms lists the rooms");
        bob.send("/rooms");
        bob.expectNext("* 2 rooms:");
        bob.send("/who cats");
        bob.expect("* 1 in cats: bob (operator)");
    }

    @Test
    void aLongListOfNamesFitsATerminal() {
        IntStream.range(0, 40).forEach(i -> server.enter("somebody" + i));
        ChatClient ann = server.enter("ann");

        ann.send("/who");
        ann.expectStart("* 41 in lobby: ann, somebody0,");
        List<String> more = ann.sync();

        assertThat(more).hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).startsWith("*   ").hasSizeLessThan(80));
        assertThat(String.join("", more)).contains("somebody39").doesNotContain("more");
    }

    @Test
    void theTopicIsShownChangedAndTakenAway() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();

        bob.send("/topic tea & cake");
        bob.expect("* you changed the topic of lobby to: tea & cake");
        ann.expectNext("* bob changed the topic to: tea & cake");
        ann.send("/topic");
        ann.expectNext("* topic: tea & cake");
        bob.send("/topic -");
        bob.expectNext("* you took the topic away from lobby");
        ann.expectNext("* bob took the topic away");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void theSameTopicOnceMoreIsNotAnnounced() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        bob.send("/topic tea");
        bob.expect("* you changed the topic of lobby to: tea");
        ann.expect("* bob changed the topic to: tea");

        bob.send("/topic tea");

        bob.expectNext("* topic: tea");
        bob.send("/topic -");
        ann.expectNext("* bob took the topic away");
        bob.send("/topic -");
        bob.expect("* no topic is set");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void aTopicIsNotAsLongAsALine() {
        ChatClient ann = server.enter("ann");
        ann.send("/topic " + "x".repeat(500));
        ann.expect("* that is 500 characters long, and 390 are allowed");
    }

    @Test
    void historyShowsTheLastMessagesAgain() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        for (int i = 1; i <= 30; i += 2) {
            ann.send("line " + i);
            ann.sync();
            bob.send("line " + (i + 1));
            bob.sync();
        }

        ann.send("/history 3");
        ann.expect("* the last 3 messages in lobby:");
        IntStream.rangeClosed(28, 30).forEach(i -> assertThat(ann.next()).endsWith(": line " + i));
        assertThat(ann.sync()).isEmpty();
        ann.send("/history");
        ann.expectNext("* the last 20 messages in lobby:");
        assertThat(ann.next()).endsWith(" ann: line 11");
        ann.sync();
        ann.send("/history 999999");
        ann.expectNext("* the last 30 messages in lobby:");
    }

    @Test
    void historyOfARoomInWhichNothingWasSaid() {
        ChatClient ann = server.enter("ann");
        ann.send("/history");
        ann.expect("* nothing has been said in lobby yet");
    }

    @Test
    void historyTakesANumber() {
        ChatClient ann = server.enter("ann");
        for (String argument : List.of("all", "-1", "1.5", "12345678901")) {
            ann.send("/history " + argument);
            ann.expectNext("* usage: /history [N|DAY], or /history before DAY");
        }
    }

    @Test
    void anAnswerAboutTheRoomFollowsWhatHappenedThereBefore() {
        ChatClient ann = server.enter("ann");
        ChatClient bob = server.enter("bob");
        ann.sync();
        for (int i = 0; i < 200; i++) {
            bob.send("line " + i);
            bob.send("/topic");
            bob.expectNext("* no topic is set");
            assertThat(ann.sync()).containsExactly("bob: line " + i);
        }
    }
}

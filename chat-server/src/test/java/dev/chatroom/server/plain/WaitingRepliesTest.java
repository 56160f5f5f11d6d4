package dev.chatroom.server.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies are put into words when they are read, which may be long after they were asked for. */
class WaitingRepliesTest {
    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).open();
    private final PlainPerson ann = new PlainPerson(chat, "ann");
    private final PlainPerson bob = new PlainPerson(chat, "bob");

    @Test
    void whoIsRenamedBeforeReadingIsNotSomebodyElse() {
        bob.does("/join tea");
        bob.does("/nick rob");

        assertThat(bob.reads()).containsSubsequence(
                "* you are in tea; no topic is set", "* you are the first here, so you run this room; /help operators",
                "* you are now rob");
    }

    @Test
    void whatIsAskedIsAnsweredWithTheRoomAsItWasThen() {
        bob.does("/who");
        ann.does("/nick anna");
        bob.does("/who");

        assertThat(bob.reads()).containsSubsequence(
                "* 2 in lobby: ann (operator), bob", "* ann is now anna", "* 2 in lobby: anna (operator), bob");
    }

    @Test
    void whoIsNotLetInReadsTheRoomBeforeWithoutMark() {
        ann.does("/join tea");
        Outcome<?> unused = ann.user.memberships().getLast().change(List.of(new KeyChange("leaves")));
        ann.does("/join lobby");
        assertThat(bob.asks("/join tea")).singleElement().asString().contains("key");
        ann.does("hello");

        assertThat(bob.reads()).containsExactly("ann: hello");
    }

    @Test
    void whatIsShownWithTheNameBeforeTheEntryIsReadIsNotShownThereToo() {
        chat.leave(ann.user, "");
        bob.does("assam");
        PlainPerson again = PlainPerson.unread(chat, "ann", 20);

        assertThat(again.reads()).contains("* 1 message in lobby since you left:")
                .noneMatch(line -> line.contains("last"))
                .filteredOn(line -> line.endsWith("bob: assam"))
                .hasSize(1);

        // Then it is as always.
        again.does("/join tea");
        again.does("/leave lobby");
        bob.does("darjeeling");
        again.does("/join lobby");
        assertThat(again.reads()).filteredOn(line -> line.endsWith("bob: darjeeling")).hasSize(1);
    }

    @Test
    void whatIsSaidRightAfterOneHasComeInHasNoMark() {
        ann.does("/join tea");
        bob.does("/join tea");
        ann.does("hello");

        assertThat(bob.reads()).contains("ann: hello");
    }
}

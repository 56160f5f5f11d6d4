package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replies that follow an event of a room. */
class ReplyAfterTest {
    private final House house = new House(limits -> limits.with(Limit.LOG_EVENTS, 16));
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Outbox outbox = bob.user().outbox();

    @Test
    void aReplyComesRightAfterItsEventAndBeforeTheNext() {
        ChatEvent.Message first = done(alice.say("one"));
        done(alice.say("two"));
        outbox.replyAfter(bob, first.sequence(), House.text("about one"));
        outbox.replyAfter(bob, first.sequence(), House.text("more of it"));
        done(alice.say("three"));

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "cats 3 alice: one", "= about one",
                "= more of it", "cats 4 alice: two", "cats 5 alice: three");
    }

    @Test
    void aReplyToWhatHasBeenReadComesAtOnce() {
        ChatEvent.Message said = done(alice.say("one"));
        reads(bob.user());
        done(alice.say("two"));
        outbox.replyAfter(bob, said.sequence(), House.text("late"));

        assertThat(reads(bob.user())).containsExactly("= late", "cats 4 alice: two");
    }

    @Test
    void whatWasAskedLaterIsAnsweredLater() {
        ChatEvent.Message one = done(alice.say("one"));
        ChatEvent.Message two = done(alice.say("two"));
        outbox.replyAfter(bob, two.sequence(), House.text("second"));
        outbox.replyAfter(bob, one.sequence(), House.text("first, but asked later"));
        outbox.reply("third");

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "cats 3 alice: one", "cats 4 alice: two",
                "= second", "= first, but asked later", "= third");
    }

    @Test
    void aReplyWaitsForItsOwnRoomOnly() {
        Membership dogs = house.join(bob.user(), "dogs");
        done(alice.say("miaow"));
        ChatEvent.Message woof = done(dogs.say("woof"));
        outbox.replyAfter(dogs, woof.sequence(), House.text("about dogs"));

        assertThat(reads(bob.user())).containsSubsequence("dogs 1 bob joins", "dogs 2 bob: woof", "= about dogs")
                .hasSize(5);
    }

    @Test
    void aReplyAboutWhatWasMissedFollowsTheNewsOfThat() {
        ChatEvent.Message said = done(alice.say("missed"));
        outbox.replyAfter(bob, said.sequence(), House.text("about it"));
        IntStream.range(0, 30).forEach(i -> done(alice.say("line")));

        assertThat(reads(bob.user())).startsWith("cats lagged 16", "= about it", "cats 18 alice: line");
    }

    @Test
    void aReplyAboutTheOwnKickComesAfterIt() {
        done(house.chat.moderation().kick(alice, bob.user(), "out"));
        outbox.replyAfter(bob, alice.room().newest(), House.text("you were put out"));
        done(alice.say("unheard"));

        assertThat(reads(bob.user())).containsExactly(
                "cats 2 bob joins", "cats 3 alice kicks bob (out)", "= you were put out");
    }

    @Test
    void aReplyAboutARoomThatWentOnWithoutTheUserComesAtItsEnd() {
        done(house.chat.leave(bob, ""));
        ChatEvent.Message later = done(alice.say("later"));
        outbox.replyAfter(bob, later.sequence(), House.text("all the same"));

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "cats 3 bob leaves", "= all the same");
        assertThat(outbox.rest()).isTrue();
    }

    @Test
    void whoJoinedAgainReadsItBetweenBothVisits() {
        done(house.chat.leave(bob, ""));
        outbox.replyAfter(bob, 3, House.text("about the first visit"));
        house.join(bob.user(), "cats");

        assertThat(reads(bob.user())).containsExactly(
                "cats 2 bob joins", "cats 3 bob leaves", "= about the first visit", "cats 4 bob joins");
    }

    @Test
    void aReplyToWhatHasNotHappenedIsAFault() {
        assertThatThrownBy(() -> outbox.replyAfter(bob, 3, House.text("too early")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins");
    }

    @Test
    void anOutboxThatIsClosedTakesNoReply() {
        outbox.close();
        outbox.replyAfter(bob, 2, House.text("too late"));

        assertThat(reads(bob.user())).containsExactly("cats 2 bob joins", "closed");
    }
}

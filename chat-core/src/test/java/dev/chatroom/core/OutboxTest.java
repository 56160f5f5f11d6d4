package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.ViewScope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order things reach a user, and how many may wait. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxTest {
    private final House house = new House(limits -> limits.with(Limit.PENDING, 16).with(Limit.LOG_EVENTS, 16));
    private final User bob = house.enter("bob");
    private final Outbox outbox = bob.outbox();

    @Test
    void repliesComeInTheOrderOfAsking() {
        outbox.reply("one");
        outbox.reply("two");

        assertThat(reads(bob)).containsExactly("= one", "= two");
        assertThat(reads(bob)).isEmpty();
    }

    @Test
    void aReportFollowsTheEventsThatItIncludes() {
        Membership alice = house.member("alice", "cats");
        Membership place = house.join(bob, "cats");
        done(alice.say("before"));

        outbox.report(place, ViewScope.NOTHING, House.text("report"));
        done(alice.say("after"));

        assertThat(reads(bob)).containsExactly(
                "cats 2 bob joins", "cats 3 alice: before", "= report of cats 3 with 2", "cats 4 alice: after");
    }

    @Test
    void aReportIsOfTheRoomAsItWasWhenAskedFor() {
        Membership place = house.join(bob, "cats");
        Membership alice = house.member("alice", "cats");
        done(alice.say("before"));
        outbox.report(place, ViewScope.FEW_OF_EACH, House.text("report"));
        done(alice.say("after"));
        done(house.chat.rename(alice.user(), "alicia"));
        done(house.chat.leave(alice, ""));

        RoomView view = reportIn(outbox);
        assertThat(view.members()).extracting(member -> member.nickname().text()).containsExactly("bob", "alice");
        assertThat(view.recent()).extracting(ChatEvent.Message::text).containsExactly("before");
    }

    private static RoomView reportIn(Outbox outbox) {
        return outbox.stream()
                .filter(RoomReport.class::isInstance)
                .map(report -> ((RoomReport) report).view())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsAskedAfterAReportIsAnsweredAfterIt() {
        Membership place = house.join(bob, "cats");

        outbox.report(place, ViewScope.NOTHING, House.text("report"));
        outbox.reply("answer");

        assertThat(reads(bob)).containsExactly("cats 1 bob joins", "= report of cats 1 with 1", "= answer");
    }

    @Test
    void aReportDoesNotWaitForOtherRooms() {
        Membership dogs = house.join(bob, "dogs");
        house.join(bob, "cats");

        outbox.report(dogs, ViewScope.NOTHING, House.text("report"));

        assertThat(reads(bob)).containsExactly("dogs 1 bob joins", "= report of dogs 1 with 1", "cats 1 bob joins");
    }

    @Test
    void aReportOnARoomThatWasLeftComesAfterTheLeaving() {
        Membership place = house.join(bob, "cats");
        done(house.chat.leave(place, ""));

        outbox.report(place, ViewScope.NOTHING, House.text("report"));

        assertThat(reads(bob)).containsExactly("cats 1 bob joins", "cats 2 bob leaves", "= report of cats 2 with 0");
    }

    @Test
    void aReportIsNotHeldUpByALag() {
        Membership alice = house.member("alice", "cats");
        Membership place = house.join(bob, "cats");
        outbox.report(place, ViewScope.NOTHING, House.text("report"));
        IntStream.range(0, 30).forEach(i -> done(alice.say("line")));

        assertThat(reads(bob)).startsWith("cats lagged 15", "= report of cats 2 with 2", "cats 17 alice: line")
                .hasSize(18);
    }

    @Test
    void aWelcomeIsTheFirstThingAfterTheOwnJoining() {
        Membership alice = house.member("alice", "cats");
        done(alice.say("hello"));
        done(house.chat.join(bob, "cats", JoinOptions.welcomed(1, House.text("welcome"))));
        done(alice.say("hi bob"));

        assertThat(reads(bob)).containsExactly(
                "cats 2 alice: hello", "cats 3 bob joins", "= welcome of cats 3 with 2", "cats 4 alice: hi bob");
    }

    @Test
    void roomsTakeTurnsSoThatNoneStarvesAnother() {
        Membership cats = house.join(bob, "cats");
        Membership dogs = house.join(bob, "dogs");
        Membership owls = house.join(bob, "owls");
        reads(bob);
        IntStream.range(0, 3).forEach(i -> {
            done(cats.say("miaow"));
            done(dogs.say("woof"));
            done(owls.say("hoo"));
        });

        assertThat(reads(bob).subList(0, 6).stream().map(line -> line.substring(0, 4)).toList())
                .containsSubsequence("cats", "cats").containsSubsequence("dogs", "dogs")
                .containsSubsequence("owls", "owls");
    }

    @Test
    void leavingARoomDeliversUpToTheLeavingAndThenNothing() {
        Membership alice = house.member("alice", "cats");
        Membership place = house.join(bob, "cats");
        done(alice.say("stay"));
        done(house.chat.leave(place, "must go"));
        done(alice.say("gone"));

        assertThat(reads(bob)).containsExactly(
                "cats 2 bob joins", "cats 3 alice: stay", "cats 4 bob leaves (must go)");
        done(alice.say("really"));
        assertThat(reads(bob)).isEmpty();
    }

    @Test
    void whoJoinsAgainReadsTheLeavingBeforeTheJoining() {
        Membership alice = house.member("alice", "cats");
        Membership place = house.join(bob, "cats");
        reads(bob);
        done(alice.say("one"));
        done(house.chat.leave(place, ""));
        done(alice.say("unheard"));
        done(house.chat.join(bob, "cats", JoinOptions.welcomed(0, House.text("welcome"))));
        done(alice.say("two"));

        assertThat(reads(bob)).containsExactly("cats 3 alice: one", "cats 4 bob leaves", "cats 6 bob joins",
                "= welcome of cats 6 with 2", "cats 7 alice: two");
    }

    @Test
    void everyOpenRoomIsAskedEvenWhenOthersEndMeanwhile() {
        List<Membership> places = IntStream.range(0, 6).mapToObj(i -> house.join(bob, "room" + i)).toList();
        reads(bob);
        done(places.get(5).say("last words"));
        done(house.chat.leave(places.get(1), ""));
        done(house.chat.leave(places.get(3), ""));

        assertThat(reads(bob)).containsExactlyInAnyOrder(
                "room1 2 bob leaves", "room3 2 bob leaves", "room5 2 bob: last words");
    }

    @Test
    void tooMuchFromOthersIsRefusedButAnAnswerIsNot() {
        User alice = house.enter("alice");
        IntStream.range(0, 16).forEach(i -> done(house.chat.tell(alice, "bob", "psst")));

        assertThat(House.refusal(house.chat.tell(alice, "bob", "one more")))
                .isEqualTo(new Refusal.RecipientBusy("bob"));
        outbox.reply("an answer");

        assertThat(reads(bob)).hasSize(17).endsWith("alice -> bob: psst", "= an answer");
        done(house.chat.tell(alice, "bob", "again"));
    }

    @Test
    void aPrivateMessageFollowsWhatWasSaidInTheRoomBefore() {
        Membership alice = house.member("alice", "cats");
        house.join(bob, "cats");
        done(alice.say("a question"));
        done(house.chat.tell(alice.user(), "bob", "a hint"));
        done(alice.say("more"));

        assertThat(reads(bob)).containsExactly(
                "cats 2 bob joins", "cats 3 alice: a question", "alice -> bob: a hint", "cats 4 alice: more");
    }

    @Test
    void aPrivateMessageFollowsWhatWasSaidInAllRoomsBefore() {
        Membership cats = house.member("alice", "cats");
        Membership dogs = house.join(cats.user(), "dogs");
        house.join(bob, "dogs");
        house.join(bob, "cats");
        reads(bob);
        done(cats.say("one"));
        done(dogs.say("two"));
        done(cats.say("three"));
        done(house.chat.tell(cats.user(), "bob", "four"));
        done(dogs.say("five"));

        assertThat(reads(bob)).containsExactly("cats 3 alice: one", "dogs 3 alice: two", "cats 4 alice: three",
                "alice -> bob: four", "dogs 4 alice: five");
    }

    @Test
    void whoAsksWithoutReadingWaitsUntilThereIsSpace() throws InterruptedException {
        outbox.awaitSpace();
        IntStream.range(0, 17).forEach(i -> outbox.reply("answer"));
        Threads.Running<Boolean> asking = Threads.start(() -> {
            outbox.awaitSpace();
            return true;
        }).untilParked();

        assertThat(outbox.poll()).isNotNull();
        asking.untilParked();
        assertThat(outbox.poll()).isNotNull();

        assertThat(asking.get()).isTrue();
    }

    @Test
    void closingReleasesWhoWaitsForSpace() {
        IntStream.range(0, 16).forEach(i -> outbox.reply("answer"));
        Threads.Running<Boolean> asking = Threads.start(() -> {
            outbox.awaitSpace();
            return true;
        }).untilParked();

        outbox.close();

        assertThat(asking.get()).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitForSpace() {
        IntStream.range(0, 16).forEach(i -> outbox.reply("answer"));
        Threads.Running<Boolean> asking = Threads.start(() -> {
            assertThatThrownBy(outbox::awaitSpace).isInstanceOf(InterruptedException.class);
            return true;
        }).untilParked();

        asking.thread().interrupt();

        assertThat(asking.get()).isTrue();
    }
}

package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.events;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Taking back what was said. Alice runs the room. */
class RedactionTest {
    private final House house = new House(limits -> limits.with(Limit.REASON, 10).with(Limit.LOG_EVENTS, 16));
    private final Membership alice = house.member("alice", "cats");
    private final Membership bob = house.member("bob", "cats");
    private final Membership carol = house.member("carol", "cats");
    private final Room room = alice.room();
    private final Refusal noSuchMessage = new Refusal.NoSuchMessage(room.name());

    private List<Long> shownToNewcomers() {
        return room.view(0, 99).recent().stream().map(ChatEvent::id).toList();
    }

    @Test
    void whatOneSaidOneTakesBackInTheSightOfAll() {
        long before = done(bob.say("before")).id();
        long oops = done(bob.say("oops")).id();
        long after = done(bob.say("after")).id();

        ChatEvent.Redacted redacted = done(bob.redact(oops, "a slip of the tongue"));

        assertThat(redacted.message()).isEqualTo(oops);
        assertThat(redacted.author()).isEqualTo(bob.user().asAuthor());
        assertThat(redacted.said()).isEqualTo(bob.user().asAuthor());
        assertThat(redacted.reason()).as("cut").isEqualTo("a slip of ");
        assertThat(events(carol.user(), ChatEvent.Redacted.class)).containsExactly(redacted);
        assertThat(reads(alice.user())).endsWith("cats 6 bob: after", "cats 7 bob takes back bob");
        assertThat(shownToNewcomers()).containsExactly(before, after);
    }

    @Test
    void anOperatorTakesBackWhatOthersSaid() {
        long loud = done(bob.say("LOUD")).id();
        done(house.chat.rename(bob.user(), "bobby"));

        ChatEvent.Redacted redacted = done(alice.redact(loud, ""));

        assertThat(redacted.author().nickname().text()).isEqualTo("alice");
        assertThat(redacted.said().nickname().text()).as("as the room knew the author").isEqualTo("bob");
        assertThat(shownToNewcomers()).isEmpty();
    }

    @Test
    void whoRunsTheServerTakesBackWhatOthersSaid() {
        long loud = done(alice.say("LOUD")).id();
        carol.user().set(UserMode.SERVER_OPERATOR, true);

        done(carol.redact(loud, ""));

        assertThat(shownToNewcomers()).isEmpty();
    }

    @Test
    void othersTakeBackNothing() {
        long loud = done(alice.say("LOUD")).id();
        change(alice, new RankChange(Rank.VOICE, bob.user().asAuthor(), true));

        assertThat(refusal(bob.redact(loud, ""))).isEqualTo(new Refusal.NotOperator(room.name()));
        assertThat(refusal(carol.redact(loud, ""))).isEqualTo(new Refusal.NotOperator(room.name()));

        assertThat(events(bob.user(), ChatEvent.Redacted.class)).isEmpty();
        assertThat(shownToNewcomers()).containsExactly(loud);
    }

    @Test
    void whatIsTakenBackCannotBeTakenBackAgain() {
        long oops = done(bob.say("oops")).id();
        done(bob.redact(oops, ""));

        assertThat(refusal(bob.redact(oops, ""))).isEqualTo(noSuchMessage);
        assertThat(refusal(alice.redact(oops, ""))).isEqualTo(noSuchMessage);
        assertThat(refusal(carol.redact(oops, ""))).as("what is not there is nobody's").isEqualTo(noSuchMessage);
        assertThat(events(carol.user(), ChatEvent.Redacted.class)).hasSize(1);
    }

    @Test
    void ofManyWhoTakeTheSameBackOneDoes() {
        for (int round = 0; round < 500; round++) {
            long oops = done(bob.say("oops")).id();
            Callable<Outcome<?>> once = () -> alice.redact(oops, "");

            List<Outcome<?>> outcomes = Threads.race(Collections.nCopies(3, once));

            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        }
    }

    @Test
    void onlyWhatWasSaidHereCanBeTakenBack() {
        Membership dogs = house.join(bob.user(), "dogs");
        long elsewhere = done(dogs.say("woof")).id();
        long topic = done(bob.setTopic("mice")).id();
        ChatEvent.Joined joined = events(alice.user(), ChatEvent.Joined.class).get(0);

        for (long id : new long[] {elsewhere, topic, joined.id(), 0, -1, Long.MAX_VALUE}) {
            assertThat(refusal(alice.redact(id, ""))).as("%d", id).isEqualTo(noSuchMessage);
        }
        assertThat(dogs.room().view(0, 9).recent()).hasSize(1);
    }

    @Test
    void everyMannerOfSayingCanBeTakenBack() {
        for (OutgoingMessage.Kind kind : OutgoingMessage.Kind.values()) {
            String text = kind == OutgoingMessage.Kind.TAGGED ? "" : "hm";
            Optional<Rank> operators = Optional.of(Rank.OPERATOR);
            long toAll = done(bob.post(new OutgoingMessage(kind, text, Map.of("t", "x"), Optional.empty()))).id();
            long toOperators = done(bob.post(new OutgoingMessage(kind, text, Map.of("t", "x"), operators))).id();

            assertThat(done(bob.redact(toAll, "")).message()).as("%s", kind).isEqualTo(toAll);
            assertThat(done(bob.redact(toOperators, "")).message()).as("%s", kind).isEqualTo(toOperators);
        }
        assertThat(shownToNewcomers()).isEmpty();
    }

    @Test
    void whatIsShownToNewcomersCanBeTakenBackThoughTheLogHasForgottenIt() {
        long oops = done(bob.say("oops")).id();
        IntStream.range(0, 20).forEach(i -> change(alice, new FlagChange(RoomFlag.SECRET, i % 2 == 0)));
        assertThat(room.oldest()).as("the log has moved on").isGreaterThan(4);
        assertThat(shownToNewcomers()).containsExactly(oops);

        assertThat(refusal(carol.redact(oops, ""))).isEqualTo(new Refusal.NotOperator(room.name()));
        done(bob.redact(oops, ""));

        assertThat(shownToNewcomers()).isEmpty();
        assertThat(refusal(bob.redact(oops, ""))).isEqualTo(noSuchMessage);
    }

    @Test
    void whatIsKeptNowhereCannotBeTakenBack() {
        House forgetful = new House(limits -> limits.with(Limit.HISTORY, 0).with(Limit.LOG_EVENTS, 16));
        Membership dave = forgetful.member("dave", "cats");
        long old = done(dave.say("old")).id();
        IntStream.range(0, 20).forEach(i -> done(dave.say("new")));

        assertThat(refusal(dave.redact(old, ""))).isInstanceOf(Refusal.NoSuchMessage.class);
    }

    @Test
    void whoIsNotInTheRoomTakesNothingBack() {
        long own = done(bob.say("mine")).id();
        done(house.chat.leave(bob, ""));
        assertThat(refusal(bob.redact(own, ""))).isEqualTo(new Refusal.NotThere(room.name()));
        assertThat(shownToNewcomers()).containsExactly(own);

        done(house.join(bob.user(), "cats").redact(own, ""));

        assertThat(shownToNewcomers()).isEmpty();
    }

    @Test
    void takingBackCountsAgainstThePace() {
        House slow = new House(limits -> limits.with(Limit.RATE, 2).with(Limit.BURST, 2));
        Membership dave = slow.member("dave", "cats");
        long said = done(dave.say("one")).id();

        assertThat(refusal(dave.redact(said, ""))).isInstanceOf(Refusal.TooFast.class);
        assertThat(dave.room().view(0, 9).recent()).hasSize(1);
    }

    @Test
    void whatIsForOperatorsIsNothingToOthers() {
        OutgoingMessage draft = new OutgoingMessage(
                OutgoingMessage.Kind.SAID, "between us", Map.of(), Optional.of(Rank.OPERATOR));
        long bobs = done(bob.post(draft)).id();
        assertThat(refusal(carol.redact(bobs, ""))).isEqualTo(noSuchMessage);

        long again = done(bob.post(draft)).id();
        change(alice, new RankChange(Rank.OPERATOR, carol.user().id(), carol.user().nickname(), true));
        assertThat(done(carol.redact(again, "")).message()).as("who runs the room now").isEqualTo(again);

        change(alice, new RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), true));
        long third = done(alice.post(draft)).id();
        change(alice, new RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), false));
        assertThat(refusal(bob.redact(third, ""))).as("who has read it, and runs nothing any more")
                .isEqualTo(new Refusal.NotOperator(room.name()));
    }
}

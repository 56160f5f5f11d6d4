package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.KeyChange;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.UserMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mark by which a user's own side recognises what the user did. */
class RequestTest {
    private final House house = new House(limits -> limits.with(Limit.QUIET_ABOVE, 1));
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");

    @Test
    void onlyWhatIsDoneWhileTheMarkIsSetHasIt() {
        done(alice.say("before"));
        alice.user().setRequest("mark");
        done(alice.say("marked"));
        alice.user().setRequest("another");
        done(alice.emote("waves"));
        alice.user().setRequest(null);
        done(alice.say("after"));

        assertThat(marks(alice.user())).containsExactly(null, null, "mark", "another", null);
    }

    @Test
    void everythingThatAUserDoesInARoomHasIt() {
        User bob = house.enter("bob");
        bob.setRequest("mark");
        Membership place = house.join(bob, "cats");
        bob.set(UserMode.SERVER_OPERATOR, true);
        done(place.say("hi"));
        done(place.setTopic("felines"));
        change(place, new KeyChange("fish"), new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        done(chat.goAway(bob, ""));
        done(chat.changeRealName(bob, "Robert"));
        done(chat.rename(bob, "rob"));
        done(chat.moderation().invite(place, house.enter("carol")));
        done(chat.moderation().kick(place, alice.user(), ""));
        done(chat.leave(place, ""));

        assertThat(marks(bob)).hasSize(10).containsOnly("mark");
        assertThat(marks(alice.user())).as("nobody else has it").containsOnlyNulls();
    }

    @Test
    void whatOthersAndTheRoomDoDoesNotHaveIt() {
        alice.user().setRequest("mark");
        Membership bob = house.member("bob", "cats");
        house.member("carol", "cats");
        done(bob.say("hi"));
        house.clock.advance(Duration.ofMinutes(1));
        house.later();

        assertThat(marks(alice.user())).hasSize(5).containsOnlyNulls();
    }

    @Test
    void beingPutOutHasTheMarkOfTheOneWhoDidItForThatOneAlone() {
        User bob = house.enter("bob");
        house.join(bob, "cats");
        bob.setRequest("of the one put out");
        alice.user().setRequest("of the operator");
        done(chat.moderation().kick(alice, bob, ""));

        assertThat(marks(alice.user())).containsExactly(null, null, "of the operator");
        assertThat(marks(bob)).containsExactly(null, null);
    }

    @Test
    void aRefusalMarksNothing() {
        alice.user().setRequest("mark");
        assertThat(House.refusal(alice.say(""))).isEqualTo(new Refusal.NothingToSay());
        alice.user().setRequest(null);
        done(alice.say("hi"));

        assertThat(marks(alice.user())).containsOnlyNulls();
    }

    @Test
    void aMarkIsTakenOnce() {
        alice.user().setRequest("mark");
        RoomEvent said = done(alice.say("hi"));

        assertThat(alice.user().takeRequest(said)).isEqualTo("mark");
        assertThat(alice.user().takeRequest(said)).isNull();
    }

    @Test
    void marksOfSeveralRoomsAreFoundInTheOrderOfReading() {
        Membership dogs = house.join(alice.user(), "dogs");
        for (int i = 0; i < 5; i++) {
            alice.user().setRequest("cats " + i);
            done(alice.say("hi"));
            alice.user().setRequest("dogs " + i);
            done(dogs.say("hi"));
        }

        assertThat(marks(alice.user())).filteredOn(mark -> mark != null).containsExactly(
                "cats 0", "dogs 0", "cats 1", "dogs 1", "cats 2", "dogs 2", "cats 3", "dogs 3", "cats 4", "dogs 4");
    }

    @Test
    void whoDoesNotReadKeepsABoundedNumberOfMarks() {
        alice.user().setRequest("mark");
        List<RoomEvent> said = IntStream.range(0, 300).<RoomEvent>mapToObj(i -> done(alice.say("hi"))).toList();

        assertThat(alice.user().takeRequest(said.get(43))).isNull();
        assertThat(alice.user().takeRequest(said.get(44))).isEqualTo("mark");
        assertThat(alice.user().takeRequest(said.get(299))).isEqualTo("mark");
    }

    /** A quarter of the budget is for all that waits. */
    @Test
    void fewMarksAreKeptWhereMuchWaitsForThoseWhoDoNotRead() {
        House small = new House(limits -> limits, builder -> builder.memory(65_536));
        Membership ann = small.member("ann", "cats");
        ann.user().setRequest("mark");
        for (int i = 0; i < 300; i++) {
            done(ann.say("hi"));
        }

        assertThat(marks(ann.user())).filteredOn(mark -> mark != null).hasSizeBetween(8, 65_536 / 4 / 360 + 1);
    }

    /** The marks of all that the user reads now. */
    private static List<@Nullable Object> marks(User user) {
        List<@Nullable Object> marks = new ArrayList<>();
        House.events(user, RoomEvent.class).forEach(event -> marks.add(user.takeRequest(event)));
        return marks;
    }
}

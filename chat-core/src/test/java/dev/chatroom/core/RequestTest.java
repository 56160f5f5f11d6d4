package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.ModeChange.FlagChange;
import dev.chatroom.core.ModeChange.KeyChange;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mark by which a user's own side recognises what the user did. */
class RequestTest {
    private final House house = new House(limits -> limits.with(Limit.QUIET_ABOVE, 1));
    private final Chat chat = house.chat;
    private final Membership alice = house.member("alice", "cats");
    private final Room room = alice.room();

    @Test
    void onlyWhatIsDoneWhileTheMarkIsSetBearsIt() {
        done(alice.say("before"));
        alice.user().setRequest("mark");
        done(alice.say("marked"));
        alice.user().setRequest("another");
        done(alice.emote("waves"));
        alice.user().setRequest(null);
        done(alice.say("after"));

        assertThat(marks(2)).containsExactly(null, "mark", "another", null);
    }

    @Test
    void everythingThatAUserDoesInARoomBearsIt() {
        User bob = house.enter("bob");
        long before = room.newest();
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

        assertThat(marks(before + 1)).hasSize(10).containsOnly("mark");
    }

    @Test
    void whatIsSaidFromOutsideBearsItToo() {
        change(alice, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        User bob = house.enter("bob");
        bob.setRequest("mark");

        assertThat(done(chat.post(bob, room, Draft.said("hi"))).stamp().request()).isEqualTo("mark");
    }

    @Test
    void whatOthersAndTheRoomDoDoesNotBearIt() {
        alice.user().setRequest("mark");
        Membership bob = house.member("bob", "cats");
        house.member("carol", "cats");
        done(bob.say("hi"));
        house.clock.advance(Duration.ofMinutes(1));
        chat.tick();

        assertThat(marks(2)).hasSize(4).containsOnlyNulls();
    }

    @Test
    void beingPutOutBearsTheMarkOfTheOneWhoDidIt() {
        User bob = house.enter("bob");
        house.join(bob, "cats");
        bob.setRequest("of the one put out");
        alice.user().setRequest("of the operator");
        done(chat.moderation().kick(alice, bob, ""));

        assertThat(marks(3)).containsExactly("of the operator");
    }

    @Test
    void aRefusalMarksNothing() {
        alice.user().setRequest("mark");
        assertThat(House.refusal(alice.say(""))).isEqualTo(new Refusal.NothingToSay());
        alice.user().setRequest(null);
        done(alice.say("hi"));

        assertThat(marks(2)).containsOnlyNulls();
    }

    private List<@Nullable Object> marks(long from) {
        return LongStream.rangeClosed(from, room.newest())
                .<@Nullable Object>mapToObj(sequence -> room.event(sequence).orElseThrow().stamp().request())
                .toList();
    }
}

package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.events;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.AwayChanged;
import dev.chatroom.core.event.ChatEvent.ContactChanged;
import dev.chatroom.core.event.ChatEvent.ProfileChanged;
import dev.chatroom.core.event.ChatEvent.Renamed;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.text.Nickname;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What users say of themselves: that they are away, and what they are called. */
class ProfileChangesTest {
    private static final Profile BEFORE = new Profile("~bob", "Robert", "host.example");

    private final House house = new House(limits -> limits.with(Limit.REAL_NAME, 10).with(Limit.REASON, 5));
    private final Chat chat = house.chat;
    private final User bob = house.enter("bob", BEFORE);
    private final User follower = house.enter("follower");

    ProfileChangesTest() {
        house.join(bob, "cats");
        house.join(bob, "dogs");
        done(chat.watchList().follow(follower, "bob"));
        reads(bob);
    }

    @Test
    void goingAwayAndComingBackAreToldInAllRoomsWithOneIdEach() {
        done(chat.goAway(bob, "lunch"));
        List<AwayChanged> went = events(bob, AwayChanged.class);
        done(chat.comeBack(bob));
        List<AwayChanged> came = events(bob, AwayChanged.class);

        assertThat(went).extracting(event -> event.room().text()).containsExactlyInAnyOrder("cats", "dogs");
        assertThat(went).allMatch(event -> event.away().equals(Optional.of("lunch")));
        assertThat(came).hasSize(2).allMatch(event -> event.away().isEmpty());
        assertThat(events(follower, ContactChanged.class)).extracting(ChatEvent::id)
                .containsExactly(oneChange(went, AwayChanged::change), oneChange(came, AwayChanged::change));
    }

    @Test
    void aNewNameInFullIsToldInAllRoomsByTheAuthorAsBefore() {
        done(chat.changeRealName(bob, "Bobby"));

        List<ProfileChanged> changes = events(bob, ProfileChanged.class);
        assertThat(changes).hasSize(2).allSatisfy(event -> {
            assertThat(event.author().profile()).isEqualTo(BEFORE);
            assertThat(event.profile()).isEqualTo(BEFORE.withRealName("Bobby"));
        });
        assertThat(events(follower, ContactChanged.class)).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(oneChange(changes, ProfileChanged::change));
            assertThat(event.detail()).isEqualTo("Bobby");
        });
        assertThat(bob.profile().realName()).isEqualTo("Bobby");
        assertThat(done(bob.memberships().getFirst().say("hi")).author()).isEqualTo(bob.asAuthor());
    }

    @Test
    void aRenameKeepsTheProfileAndTheProfileTheName() {
        done(chat.rename(bob, "rob"));
        done(chat.changeRealName(bob, ""));

        Author now = new Author(bob.id(), new Nickname("rob", "rob"), BEFORE.withRealName(""));
        assertThat(bob.asAuthor()).isEqualTo(now);
        assertThat(bob.memberships()).allSatisfy(place -> assertThat(place.now()).hasValueSatisfying(member -> {
            assertThat(member.author()).isEqualTo(now);
            assertThat(member.author().profile()).as("kept once").isSameAs(bob.profile());
        }));
        assertThat(oneChange(events(bob, Renamed.class), Renamed::renaming)).isPositive();
    }

    @Test
    void whatIsSoAlreadyIsToldToNobody() {
        done(chat.comeBack(bob));
        done(chat.changeRealName(bob, "Robert"));
        assertThat(reads(bob)).isEmpty();

        done(chat.goAway(bob, "asleep already"));
        done(chat.goAway(bob, "aslee"));
        assertThat(events(bob, AwayChanged.class)).as("the reason is the same, once cut").hasSize(2);
        done(chat.goAway(bob, "lunch"));
        assertThat(events(bob, AwayChanged.class)).hasSize(2);
        assertThat(events(follower, ContactChanged.class)).hasSize(2);
    }

    @Test
    void whoGoesAwayWithoutAReasonIsAwayAllTheSame() {
        done(chat.goAway(bob, ""));

        assertThat(events(bob, AwayChanged.class)).allMatch(event -> event.away().equals(Optional.of("")));
        assertThat(reads(follower)).containsExactly("bob AWAY ");
    }

    @Test
    void whoComesIntoARoomWhileAwaySaysSo() {
        done(chat.goAway(bob, "lunch"));
        Membership owls = house.join(bob, "owls");

        assertThat(((ChatEvent.Joined) owls.room().event(1).orElseThrow()).away()).contains("lunch");
        assertThat(owls.room().view(1, 0).members().getFirst().away()).contains("lunch");
    }

    @Test
    void aNameInFullIsBoundedAndMayBeEmpty() {
        done(chat.changeRealName(bob, "1234567890"));
        assertThat(refusal(chat.changeRealName(bob, "12345678901"))).isEqualTo(new Refusal.TooLong(11, 10));
        assertThat(bob.profile().realName()).isEqualTo("1234567890");
        done(chat.changeRealName(bob, ""));

        assertThat(house.enter("carol", BEFORE.withRealName("12345678901")).profile().realName())
                .as("cut when somebody comes in").isEqualTo("1234567890");
    }

    @Test
    void itCountsAgainstThePaceUnlessNothingChanges() {
        House slow = new House(limits -> limits.with(Limit.RATE, 2).with(Limit.BURST, 3));
        User dave = slow.enter("dave");
        done(slow.chat.goAway(dave, "a"));
        done(slow.chat.changeRealName(dave, "b"));

        assertThat(refusal(slow.chat.comeBack(dave))).isInstanceOf(Refusal.TooFast.class);
        assertThat(refusal(slow.chat.changeRealName(dave, "c"))).isInstanceOf(Refusal.TooFast.class);
        done(slow.chat.goAway(dave, "a"));
        done(slow.chat.changeRealName(dave, "b"));
        assertThat(dave.away()).contains("a");
    }

    @Test
    void whoHasLeftSaysNothingMore() {
        chat.leave(bob, "");

        assertThat(refusal(chat.goAway(bob, "lunch"))).isEqualTo(new Refusal.Gone());
        assertThat(refusal(chat.changeRealName(bob, "Ghost"))).isEqualTo(new Refusal.Gone());
        assertThat(bob.away()).isEmpty();
        assertThat(bob.profile()).isEqualTo(BEFORE);
    }

    private static <E extends RoomEvent> long oneChange(List<E> events, ToLongFunction<E> change) {
        assertThat(events).hasSize(2);
        assertThat(events.stream().mapToLong(change).distinct().toArray()).hasSize(1);
        return change.applyAsLong(events.getFirst());
    }
}

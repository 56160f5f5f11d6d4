package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Following the coming and going of others. */
class WatchListTest {
    private final House house = new House(limits -> limits.with(Limit.CONTACTS, 3).with(Limit.NICKNAME, 12));
    private final Chat chat = house.chat;
    private final WatchList watchList = chat.watchList();
    private final User alice = house.enter("alice");

    @Test
    void whoFollowsANameLearnsOfComingAndGoing() {
        done(watchList.follow(alice, "Bob"));
        User bob = house.enter("BOB");
        assertThat(reads(alice)).containsExactly("BOB CAME ");

        chat.leave(bob, "bye");
        assertThat(reads(alice)).containsExactly("BOB WENT ");
    }

    @Test
    void aRenameIsGoingAndComingWithOneId() {
        User bob = house.enter("bob");
        done(watchList.follow(alice, "bob"));
        done(watchList.follow(alice, "rob"));
        User carol = house.enter("carol");
        done(watchList.follow(carol, "rob"));

        done(chat.rename(bob, "rob"));

        List<ChatEvent.ContactChanged> changes = House.events(alice, ChatEvent.ContactChanged.class);
        assertThat(changes).extracting(change -> change.author().nickname() + " " + change.change())
                .containsExactly("bob WENT", "rob CAME");
        assertThat(changes).extracting(ChatEvent::id).containsOnly(changes.getFirst().id());
        assertThat(reads(carol)).containsExactly("rob CAME ");
    }

    @Test
    void anotherCaseIsNoComingAndNoGoing() {
        User bob = house.enter("bob");
        done(watchList.follow(alice, "bob"));
        done(chat.rename(bob, "BOB"));

        assertThat(reads(alice)).isEmpty();
    }

    @Test
    void nobodyLearnsOfWhoHasNotBeenLetIn() {
        User guest = chat.arrive("test", Profile.NONE, () -> {
        });
        done(watchList.follow(alice, guest.nickname().text()));
        done(watchList.follow(alice, "bob"));
        done(chat.goAway(guest, "asleep"));
        done(chat.changeRealName(guest, "Robert"));
        done(chat.rename(guest, "bob"));
        assertThat(reads(alice)).isEmpty();

        chat.letIn(guest);
        chat.letIn(guest);
        assertThat(reads(alice)).containsExactly("bob CAME ");

        User another = chat.arrive("test", Profile.NONE, () -> {
        });
        done(watchList.follow(alice, another.nickname().text()));
        chat.leave(another, "");
        assertThat(reads(alice)).isEmpty();
    }

    @Test
    void whoIsFollowedIsSeenGoingAwayAndComingBack() {
        User bob = house.enter("bob");
        done(watchList.follow(alice, "bob"));
        done(chat.goAway(bob, "lunch"));
        done(chat.comeBack(bob));
        done(chat.changeRealName(bob, "Robert"));

        assertThat(reads(alice)).containsExactly("bob AWAY lunch", "bob BACK ", "bob REAL_NAME Robert");
    }

    @Test
    void followingTwiceIsFollowingOnceAndTheFirstSpellingStays() {
        done(watchList.follow(alice, "Bob"));
        done(watchList.follow(alice, " bob "));
        house.enter("bob");

        assertThat(watchList.of(alice)).containsExactly("Bob");
        assertThat(reads(alice)).containsExactly("bob CAME ");
    }

    @Test
    void whoIsNotFollowedAnyMoreIsNotHeardOf() {
        done(watchList.follow(alice, "bob"));
        done(watchList.follow(alice, "carol"));
        watchList.unfollow(alice, "BOB");
        watchList.unfollow(alice, "bob");
        watchList.unfollow(alice, "never");
        house.enter("bob");
        assertThat(watchList.of(alice)).containsExactly("carol");

        watchList.clear(alice);
        watchList.clear(alice);
        house.enter("carol");

        assertThat(watchList.of(alice)).isEmpty();
        assertThat(reads(alice)).isEmpty();
        assertThat(watchList.size()).isZero();
    }

    @Test
    void namesAreListedInTheOrderOfFollowingUpToTheBound() {
        List.of("c", "a", "b").forEach(name -> done(watchList.follow(alice, name)));

        assertThat(refusal(watchList.follow(alice, "d"))).isEqualTo(new Refusal.TooManyContacts(3));
        done(watchList.follow(alice, "A"));
        assertThat(watchList.of(alice)).containsExactly("c", "a", "b");
        watchList.unfollow(alice, "c");
        done(watchList.follow(alice, "d"));
        assertThat(watchList.of(alice)).containsExactly("a", "b", "d");
    }

    @Test
    void aNameThatNobodyCanHaveForItsLengthIsRefused() {
        assertThat(refusal(watchList.follow(alice, "thirteenchars")))
                .isEqualTo(new NameInvalid("thirteenchars", NameFault.TOO_LONG, "12"));
        assertThat(refusal(watchList.follow(alice, " "))).isEqualTo(new NameInvalid(" ", NameFault.EMPTY, ""));
        done(watchList.follow(alice, "twelve chars"));
        done(watchList.follow(alice, "\uD83D\uDE00".repeat(12)));
    }

    @Test
    void everyFollowerIsTold() {
        List<User> followers = IntStream.range(0, 20).mapToObj(i -> house.enter("user" + i)).toList();
        followers.forEach(follower -> done(watchList.follow(follower, "bob")));
        house.enter("bob");

        assertThat(followers).allSatisfy(follower -> assertThat(reads(follower)).containsExactly("bob CAME "));
    }

    @Test
    void whoHasLeftFollowsNobodyAndLeavesNothingBehind() {
        done(watchList.follow(alice, "bob"));
        chat.leave(alice, "");

        assertThat(watchList.of(alice)).isEmpty();
        assertThat(watchList.size()).isZero();
        assertThat(refusal(watchList.follow(alice, "bob"))).isEqualTo(new Refusal.Gone());
        assertThat(watchList.size()).isZero();
        house.enter("bob");
        assertThat(reads(alice)).containsExactly("closed");
    }

    @Test
    void whoFollowsTheOwnNameHearsOfOneself() {
        done(watchList.follow(alice, "alicia"));
        done(chat.rename(alice, "alicia"));

        assertThat(reads(alice)).containsExactly("alicia CAME ");
    }
}

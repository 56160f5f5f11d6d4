package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static dev.chatroom.core.House.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomOwner;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomSummary;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.room.ViewScope;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens in a room is its history. */
class RoomTest {
    private final House house = new House(limits -> limits.with(Limit.HISTORY, 3), builder -> builder.keep("lobby"));
    private final Chat chat = house.chat;

    @Test
    void everythingThatHappensIsSeenByAllInOneOrder() {
        Membership alice = house.member("alice", "cats");
        Membership bob = house.member("bob", "cats");
        done(alice.say("hello"));
        done(bob.emote("waves"));
        done(alice.setTopic("felines"));
        done(chat.rename(bob.user(), "rob"));
        done(bob.say("still here"));
        done(chat.leave(bob, "bye"));

        List<String> common = List.of("cats 2 bob joins", "cats 3 alice: hello", "cats 4 bob waves",
                "cats 5 alice sets topic felines", "cats 6 bob is rob", "cats 7 rob: still here",
                "cats 8 rob leaves (bye)");
        assertThat(reads(bob.user())).isEqualTo(common);
        assertThat(reads(alice.user())).startsWith("cats 1 alice joins").endsWith(common.toArray(String[]::new));
    }

    @Test
    void everyEventSaysWhereWhenAndByWhomAndHasAnIdOfItsOwn() {
        Membership alice = house.member("alice", "cats");
        Instant before = house.clock.instant();
        house.clock.advance(Duration.ofSeconds(7));
        ChatEvent.Message said = done(alice.say("hello"));
        ChatEvent.Message emoted = done(alice.emote("waves"));
        ChatEvent.TopicChanged changed = done(alice.setTopic("felines"));

        assertThat(List.of(said, emoted, changed)).allSatisfy(event -> {
            assertThat(event.room().text()).isEqualTo("cats");
            assertThat(event.at()).isEqualTo(before.plusSeconds(7));
            assertThat(event.author()).isEqualTo(new Author(alice.user().id(), alice.user().nickname()));
        });
        assertThat(List.of(said.sequence(), emoted.sequence(), changed.sequence())).containsExactly(2L, 3L, 4L);
        assertThat(said.id()).isLessThan(emoted.id());
        assertThat(emoted.id()).isLessThan(changed.id());
    }

    @Test
    void anAuthorIsCalledAsAtThatMoment() {
        Membership alice = house.member("alice", "cats");
        ChatEvent.Message before = done(alice.say("one"));
        done(chat.rename(alice.user(), "alicia"));
        ChatEvent.Message after = done(alice.say("two"));

        assertThat(before.author().nickname().text()).isEqualTo("alice");
        assertThat(after.author().nickname().text()).isEqualTo("alicia");
        assertThat(after.author().userId()).isEqualTo(before.author().userId());
    }

    @Test
    void namesThatDifferInCaseOrTheSignAreTheSameRoom() {
        Membership alice = house.member("alice", "#Cats");
        Membership bob = house.member("bob", "cats");
        house.member("carol", " CATS ");

        assertThat(bob.room()).isSameAs(alice.room());
        assertThat(chat.rooms()).containsExactly(
                new RoomSummary(alice.room().name(), Topic.NONE, house.clock.instant(), false, 3));
        assertThat(alice.room().name().text()).isEqualTo("Cats");
        assertThat(refusal(chat.join(bob.user(), "#CATS"))).isInstanceOf(Refusal.AlreadyThere.class);
        assertThat(bob.user().membership(alice.room().name())).contains(bob);
    }

    @Test
    void aRoomThatEmptiesIsGoneAndComesBackWithoutItsPast() {
        Membership alice = house.member("alice", "cats");
        done(alice.setTopic("felines"));
        done(alice.say("hello"));
        done(chat.leave(alice, ""));
        assertThat(chat.rooms()).isEmpty();
        assertThat(chat.room(alice.room().name())).isEmpty();

        Membership again = house.join(alice.user(), "cats");

        assertThat(again.room()).isNotSameAs(alice.room());
        assertThat(again.room().view(9, 9)).isEqualTo(new RoomView(
                alice.room().name(), RoomOwner.FIRST_MEMBER, false, Topic.NONE, RoomModes.STANDARD,
                house.clock.instant(), 1,
                List.of(new RoomView.Member(alice.user().asAuthor(), Optional.empty(), Set.of(Rank.OPERATOR))),
                List.of(), 1));
    }

    @Test
    void aKeptRoomStaysWithItsTopicAndItsMessages() {
        Membership alice = house.member("alice", "LOBBY");
        done(alice.setTopic("welcome"));
        done(alice.say("hello"));
        chat.leave(alice.user(), "");

        Topic topic = new Topic("welcome", alice.user().asAuthor(), house.clock.instant());
        assertThat(chat.rooms()).containsExactly(
                new RoomSummary(alice.room().name(), topic, house.clock.instant(), false, 0));
        Membership bob = house.member("bob", "lobby");

        assertThat(bob.room()).isSameAs(alice.room());
        assertThat(texts(bob.room().view(0, 9))).containsExactly("hello");
    }

    @Test
    void aRoomToKeepMustHaveAGoodName() {
        assertThatThrownBy(() -> Chat.builder().keep("no good").open()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNewestMessagesAreRememberedAndNothingElse() {
        Membership alice = house.member("alice", "cats");
        IntStream.rangeClosed(1, 4).forEach(i -> {
            done(alice.say("line " + i));
            house.clock.advance(Duration.ofMinutes(1)); // Not pasted.
        });
        done(alice.emote("waves"));
        done(alice.setTopic("felines"));
        house.member("bob", "cats");

        assertThat(texts(alice.room().view(0, 9))).containsExactly("line 3", "line 4", "waves");
        assertThat(texts(alice.room().view(0, 2))).containsExactly("line 4", "waves");
        assertThat(texts(alice.room().view(0, 0))).isEmpty();
    }

    @Test
    void aRoomMayBeToldToRememberNothing() {
        House forgetful = new House(limits -> limits.with(Limit.HISTORY, 0));
        Membership alice = forgetful.member("alice", "cats");
        done(alice.say("hello"));

        assertThat(alice.room().view(0, 9).recent()).isEmpty();
        assertThat(forgetful.chat.history().keepsMessages()).isFalse();
        assertThat(forgetful.chat.history().read(HistoryQuery.newest(alice.room().name(), 9, alice.user().id())))
                .isEmpty();
        assertThat(forgetful.chat.viewFor(alice.user())
                .search(Optional.empty(), List.of("hello"), Optional.empty(), HistoryPoint.BEGINNING, HistoryPoint.END,
                        HistoryQuery.End.NEWEST, 9)
                .messages()).isEmpty();
        assertThat(house.chat.history().keepsMessages()).isTrue();
    }

    @Test
    void aNewcomerMayBeginSoManyEventsBack() {
        Membership alice = house.member("alice", "cats");
        IntStream.rangeClosed(1, 3).forEach(i -> done(alice.say("line " + i)));
        User bob = house.enter("bob");
        done(chat.join(bob, "cats", JoinOptions.welcomed(2, House.text("welcome"))));
        User carol = house.enter("carol");
        done(chat.join(carol, "cats", new JoinOptions("", 99, ViewScope.NOTHING, Optional.empty())));

        assertThat(reads(bob)).containsExactly("cats 3 alice: line 2", "cats 4 alice: line 3", "cats 5 bob joins",
                "= welcome of cats 5 with 2", "cats 6 carol joins");
        assertThat(reads(carol)).hasSize(6).startsWith("cats 1 alice joins");
    }

    @Test
    void aWelcomeSeesTheRoomWithTheNewcomerInIt() {
        Membership alice = house.member("alice", "cats");
        done(alice.setTopic("felines"));
        User bob = house.enter("bob");
        done(chat.join(bob, "cats", JoinOptions.welcomed(0, House.text("welcome"))));
        assertThat(words(bob.outbox().poll())).isEqualTo("cats 3 bob joins");

        RoomView view = ((RoomReport) bob.outbox().poll()).view();
        assertThat(view.topic().text()).isEqualTo("felines");
        assertThat(view.present()).isEqualTo(2);
        assertThat(view.members()).extracting(member -> member.nickname().text()).containsExactly("alice", "bob");
        assertThat(view.position()).isEqualTo(3);
    }

    @Test
    void membersAreListedInTheOrderOfJoiningUpToTheNumberAsked() {
        List<Membership> all = IntStream.range(0, 5).mapToObj(i -> house.member("user" + i, "cats")).toList();
        done(chat.leave(all.get(1), ""));

        RoomView view = all.getFirst().room().view(3, 0);

        assertThat(view.present()).isEqualTo(4);
        assertThat(view.members()).extracting(member -> member.nickname().text())
                .containsExactly("user0", "user2", "user3");
    }

    @Test
    void leavingTwiceIsRefusedTheSecondTimeAndToldOnce() {
        Membership alice = house.member("alice", "cats");
        Membership bob = house.member("bob", "cats");
        done(chat.leave(bob, ""));

        assertThat(refusal(chat.leave(bob, ""))).isEqualTo(new Refusal.NotThere(bob.room().name()));
        assertThat(refusal(bob.say("ghost"))).isEqualTo(new Refusal.NotThere(bob.room().name()));
        assertThat(reads(alice.user())).endsWith("cats 3 bob leaves");
    }

    @Test
    void aMembershipThatEndedStaysEndedWhenItsUserJoinsAgain() {
        house.member("alice", "cats");
        Membership old = house.member("bob", "cats");
        done(chat.leave(old, ""));
        Membership place = house.join(old.user(), "cats");

        assertThat(refusal(old.say("ghost"))).isInstanceOf(Refusal.NotThere.class);
        assertThat(refusal(chat.leave(old, ""))).isInstanceOf(Refusal.NotThere.class);
        done(place.say("alive"));
    }

    @Test
    void aTopicMayBeTakenAway() {
        Membership alice = house.member("alice", "cats");
        done(alice.setTopic("felines"));
        assertThat(chat.rooms().getFirst().topic().text()).isEqualTo("felines");
        done(alice.setTopic(""));

        assertThat(alice.room().view(0, 0).topic().isSet()).isFalse();
        assertThat(refusal(alice.setTopic("  "))).isEqualTo(new Refusal.NothingToSay());
    }

    @Test
    void roomsAreListedWithTheFullestFirst() {
        house.member("alice", "owls");
        house.member("bob", "cats");
        house.member("carol", "dogs");
        house.member("dave", "dogs");

        assertThat(chat.rooms()).extracting(summary -> summary.name().text()).containsExactly("dogs", "cats", "owls");
    }

    private static List<String> texts(RoomView view) {
        return view.recent().stream().map(ChatEvent.Message::text).toList();
    }
}

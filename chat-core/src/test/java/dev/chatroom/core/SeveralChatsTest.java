package dev.chatroom.core;

import static dev.chatroom.core.House.change;
import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.Kicked;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.MaskKind;
import dev.chatroom.core.event.ModeChange;
import dev.chatroom.core.event.ModeChange.FlagChange;
import dev.chatroom.core.event.ModeChange.LimitChange;
import dev.chatroom.core.event.ModeChange.MaskChange;
import dev.chatroom.core.event.ModeChange.RankChange;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Rank;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.order.RandomActs;
import dev.chatroom.core.order.SharedStream;
import dev.chatroom.core.room.RoomView;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two chats that share one order: each knows those of the other by what happens in the rooms. */
class SeveralChatsTest {
    private static final RoomName TEA = new RoomName("tea", "tea");

    private final SharedStream stream = new SharedStream();
    private final House here = new House(limits -> limits, stream::with);
    private final House there = new House(limits -> limits, stream::with);
    private final Membership ann = here.member("ann", "tea");
    private final Membership bob = there.member("bob", "tea");

    @AfterEach
    void close() {
        here.chat.close();
        there.chat.close();
        stream.close();
    }

    private static List<RoomEvent> happened(House house) {
        Room room = house.chat.room(TEA).orElseThrow();
        return LongStream.rangeClosed(1, room.newest())
                .mapToObj(sequence -> room.event(sequence).orElseThrow())
                .toList();
    }

    private static RoomView view(House house) {
        return house.chat.room(TEA).orElseThrow().view(100, 100);
    }

    private void assertSame() {
        stream.settle();
        assertThat(happened(here)).isEqualTo(happened(there));
        assertThat(view(here)).isEqualTo(view(there));
    }

    @Test
    void allReadOneHistory() {
        Threads.race(Stream.of(ann, bob).<Callable<Boolean>>map(each -> () -> {
            for (int i = 0; i < 50; i++) {
                done(each.say("line " + i));
            }
            return true;
        }).toList());

        assertSame();
        List<String> read = reads(ann.user());
        assertThat(read).hasSize(102).endsWith(reads(bob.user()).subList(1, 101).toArray(String[]::new));
    }

    @Test
    void noneOfTwoChatsChangesIsLost() {
        change(ann, new RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), true));
        stream.settle();
        stream.hold();
        List<Threads.Running<Boolean>> both =
                Stream.of(ann, bob).map(each -> Threads.start(() -> banTwenty(each))).toList();
        // Both have decided on the same state, so one of them is overtaken.
        stream.awaitAsked(2);
        stream.release();
        assertThat(both).allMatch(Threads.Running::get);

        assertThat(ann.room().modes().masks(MaskKind.BAN)).hasSize(40);
        assertThat(stream.overtaken()).isPositive();
        assertSame();
    }

    private static boolean banTwenty(Membership by) {
        for (int i = 0; i < 20; i++) {
            List<ModeChange> mask = List.of(new MaskChange(MaskKind.BAN, by.user().nickname() + "" + i + "!*@*", true));
            while (by.change(mask) instanceof Outcome.Refused<?>(Refusal why)) {
                assertThat(why).isInstanceOf(Refusal.Overtaken.class);
            }
        }
        return true;
    }

    @Test
    void theLastPlaceIsTakenOnce() {
        change(ann, new LimitChange(3));
        stream.settle();
        User cay = here.enter("cay");
        User dan = there.enter("dan");
        stream.hold();
        Threads.Running<Outcome<Membership>> first = Threads.start(() -> here.chat.join(cay, "tea"));
        stream.awaitAsked(1);
        Threads.Running<Outcome<Membership>> second = Threads.start(() -> there.chat.join(dan, "tea"));
        stream.awaitAsked(2);
        stream.release();

        done(first.get());
        assertThat(refusal(second.get())).isEqualTo(new Refusal.RoomFull(TEA, 3));
        assertThat(dan.memberships()).isEmpty();
        assertSame();
    }

    @Test
    void oneOfTwoChangesIsDecidedAnew() {
        change(ann, new RankChange(Rank.OPERATOR, bob.user().id(), bob.user().nickname(), true));
        stream.settle();
        stream.hold();
        Threads.Running<List<ModeChange>> first =
                Threads.start(() -> change(ann, new FlagChange(RoomFlag.MODERATED, true), new LimitChange(7)));
        stream.awaitAsked(1);
        Threads.Running<List<ModeChange>> second =
                Threads.start(() -> change(bob, new FlagChange(RoomFlag.MODERATED, true), new LimitChange(8)));
        stream.awaitAsked(2);
        stream.release();

        assertThat(first.get()).hasSize(2);
        assertThat(second.get()).containsExactly(new LimitChange(8));
        assertSame();
    }

    @Test
    void whoeverIsPutOutFromElsewhereIsOut() {
        reads(bob.user());
        Author ofAnn = ann.user().asAuthor();
        stream.before(event -> {
            stream.before(next -> {
            });
            stream.overtake(new Kicked(new EventHeader(-1, TEA, 0, Instant.EPOCH, ofAnn), bob.user().asAuthor(), "go"));
        });
        done(ann.say("bob?"));
        stream.settle();

        assertThat(bob.hasEnded()).isTrue();
        assertThat(bob.user().memberships()).isEmpty();
        assertThat(refusal(bob.say("no"))).isEqualTo(new Refusal.NotThere(TEA));
        assertThat(reads(bob.user())).containsExactly("tea 3 ann kicks bob (go)");
        there.join(bob.user(), "tea");
        assertThat(reads(bob.user())).containsExactly("tea 5 bob joins");
    }

    @Test
    void aRoomLivesAsLongAsSomebodyIsInItAnywhere() {
        done(here.chat.leave(ann, ""));
        assertThat(here.chat.room(TEA)).isPresent();
        assertThat(here.member("cay", "tea").isOperator()).isFalse();
        Membership cay = here.chat.find("cay").orElseThrow().membership(TEA).orElseThrow();
        stream.settle();
        done(here.chat.leave(cay, ""));
        stream.settle();
        done(there.chat.leave(bob, ""));
        stream.settle();

        assertThat(here.chat.room(TEA)).isEmpty();
        assertThat(there.chat.room(TEA)).isEmpty();
        assertThat(here.join(ann.user(), "tea").isOperator()).isTrue();
        stream.settle();
        assertThat(there.join(bob.user(), "tea").isOperator()).isFalse();
        assertSame();
    }

    @Test
    void aChatThatComesLaterLearnsWhatHasHappened() {
        done(ann.setTopic("ours"));
        done(bob.say("hello"));
        House late = new House(limits -> limits, stream::with);
        stream.settle();

        assertThat(happened(late)).isEqualTo(happened(here));
        assertThat(view(late)).isEqualTo(view(here));
        assertThat(late.member("cay", "tea").isOperator()).isFalse();
        late.chat.close();
    }

    @Test
    void whatIsSaidTooLateIsDroppedEverywhere() {
        change(ann, new FlagChange(RoomFlag.MEMBERS_ONLY, false));
        stream.settle();
        Room before = bob.room();
        done(there.chat.leave(bob, ""));
        User cay = here.enter("cay");
        stream.hold();
        Threads.Running<Outcome<Membership>> leaving = Threads.start(() -> here.chat.leave(ann, ""));
        stream.awaitAsked(1);
        Threads.Running<Outcome<RoomEvent>> saying =
                Threads.start(() -> there.chat.post(bob.user(), before, OutgoingMessage.said("anybody?")));
        stream.awaitAsked(2);
        List<Threads.Running<Outcome<Membership>>> coming = new ArrayList<>();
        stream.before(event -> {
            if (event instanceof Said) {
                // The room has gone, and here it is being made anew, with nobody in it yet.
                coming.add(Threads.start(() -> here.chat.join(cay, "tea")));
                stream.awaitAsked(2);
            }
        });
        stream.release();

        done(leaving.get());
        assertThat(refusal(saying.get())).isEqualTo(new Refusal.Gone());
        done(coming.getFirst().get());
        assertThat(reads(cay)).containsExactly("tea 1 cay joins");
        assertSame();
    }

    @Test
    void renamingIsSeenElsewhere() {
        done(there.chat.rename(bob.user(), "bert"));
        stream.settle();

        assertThat(ann.room().member(bob.user().id()).orElseThrow().nickname()).isEqualTo(new Nickname("bert", "bert"));
        assertThat(reads(ann.user())).endsWith("tea 3 bob is bert");
        assertSame();
    }

    @Test
    void aRoomDoesNotBeginTwice() {
        HistoryStore keepsRooms = new LateHistory() {
            @Override
            public boolean keepsRooms() {
                return true;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.with(Chat.builder()).history(keepsRooms).open())
                .withMessageContaining("not with both");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bothHaveTheSameRoomWhateverPeopleDoAtOnce(long seed) {
        List<User> ours = List.of(ann.user(), here.enter("cay"), here.enter("dan"));
        User eve = there.enter("eve");
        List<User> theirs = List.of(eve, bob.user(), there.enter("fay", Profile.NONE));
        done(there.chat.join(eve, "tea"));
        RandomActs here = new RandomActs(seed, TEA, ours);
        RandomActs there = new RandomActs(seed, TEA, theirs);

        Threads.race(Stream.concat(
                ours.stream().map(user -> here.of(user, this.here.chat)),
                theirs.stream().map(user -> there.of(user, this.there.chat))).toList());

        // What some were overtaken with too often comes a second later.
        for (int i = 0; i < 5; i++) {
            this.here.later();
            this.there.later();
            stream.settle();
        }
        assertSame();
        Stream.concat(ours.stream(), theirs.stream()).forEach(user -> {
            var member = ann.room().member(user.id());
            assertThat(member.isPresent()).isEqualTo(user.membership(TEA).isPresent());
            member.ifPresent(known -> assertThat(known.nickname()).isEqualTo(user.nickname()));
        });
    }
}

package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static dev.chatroom.core.House.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Refusal;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistoryQuery.Detail;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.HistoryStoreContract;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chat whose store keeps events later than they happen: nobody has them before. */
class LateHistoryTest extends HistoryStoreContract {
    private final LateHistory store = new LateHistory();

    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        return builder.history(store);
    }

    @Override
    protected void settle() {
        store.flush();
    }

    private static House house(HistoryStore store) {
        return new House(limits -> limits, builder -> builder.history(store).userIds(IdGenerator.sequential()));
    }

    @Test
    void nobodyHasWhatIsNotKept() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        assertThat(reads(ann.user())).isEmpty();
        late.flush();
        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 bob joins");
        assertThat(reads(bob.user())).containsExactly("tea 2 bob joins");

        done(ann.say("hello"));
        assertThat(ann.room().newest()).isEqualTo(2);
        assertThat(reads(ann.user())).isEmpty();
        assertThat(reads(bob.user())).isEmpty();
        late.flush();

        assertThat(reads(ann.user())).containsExactly("tea 3 ann: hello");
        assertThat(reads(bob.user())).containsExactly("tea 3 ann: hello");
    }

    @Test
    void somebodyWhoComesMeanwhileHasNoneOfItTwice() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        late.flush();
        done(ann.say("before"));
        User cay = house.enter("cay");
        done(house.chat.join(cay, "tea", JoinOptions.welcomed(0, House.text("welcome"))));
        done(ann.say("after"));
        assertThat(reads(cay)).isEmpty();
        late.flush();

        assertThat(words(cay.outbox().poll())).isEqualTo("tea 3 cay joins");
        assertThat(cay.outbox().poll()).isInstanceOfSatisfying(RoomReport.class,
                report -> assertThat(report.view().recent()).extracting(Message::text).containsExactly("before"));
        assertThat(reads(cay)).containsExactly("tea 4 ann: after");
    }

    @Test
    void somebodyWhoLeavesMeanwhileReadsToTheEnd() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        Membership bob = house.member("bob", "tea");
        late.flush();
        List<String> unused = reads(bob.user());
        done(ann.say("stay"));
        done(house.chat.leave(bob, "bye"));
        done(ann.say("too late"));
        late.flush();

        assertThat(reads(bob.user())).containsExactly("tea 3 ann: stay", "tea 4 bob leaves (bye)");
    }

    @Test
    void aRoomThatEmptiesIsShownToItsEnd() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        late.flush();
        List<String> unused = reads(ann.user());
        var observer = ann.room().observe(0);
        done(ann.say("alone"));
        done(house.chat.leave(ann, ""));
        assertThat(house.chat.room(new RoomName("tea", "tea"))).isEmpty();
        assertThat(observer.poll()).isNull();
        late.flush();

        assertThat(reads(ann.user())).containsExactly("tea 2 ann: alone", "tea 3 ann leaves");
        assertThat(observer.poll()).isInstanceOf(Delivery.Event.class);
        assertThat(observer.poll()).isInstanceOf(Delivery.Event.class);
        assertThat(observer.poll()).isInstanceOf(Delivery.Closed.class);
    }

    @Test
    void whatIsTakenBackBeforeItIsKeptIsTakenBackOnce() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        long said = done(ann.say("oops")).id();
        long tagged = done(ann.post(new OutgoingMessage(
                OutgoingMessage.Kind.TAGGED, "", Map.of("+x", "y"), Optional.empty()))).id();

        done(ann.redact(said, ""));
        done(ann.redact(tagged, ""));
        assertThat(House.refusal(ann.redact(said, ""))).isInstanceOf(Refusal.NoSuchMessage.class);
        assertThat(House.refusal(ann.redact(tagged, ""))).isInstanceOf(Refusal.NoSuchMessage.class);
        late.flush();
        assertThat(house.chat.history().read(HistoryQuery.newest(new RoomName("tea", "tea"), 9, 0))).isEmpty();
    }

    @Test
    void whatWaitsForTheStoreCountsAsKept() {
        LateHistory late = new LateHistory();
        House house = house(late);
        Membership ann = house.member("ann", "tea");
        late.flush();
        long before = house.chat.memory().kept();
        for (int i = 0; i < 100; i++) {
            done(ann.say("x".repeat(1_000)));
        }
        assertThat(house.chat.memory().kept()).isGreaterThan(before + 100_000);
    }

    @Test
    void aStoreMaySayDuringAnAppendThatAllIsKept() {
        House house = house(new Scripted((event, shown) -> {
            if (event.sequence() % 3 == 0) {
                shown.show().accept(event.sequence());
            }
            return false;
        }));
        Membership ann = house.member("ann", "tea");
        done(ann.say("one"));
        assertThat(reads(ann.user())).isEmpty();
        done(ann.say("two"));

        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 ann: one", "tea 3 ann: two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRoomGoesOnIfTheStoreIsBroken(boolean error) {
        House house = house(new Scripted((event, shown) -> {
            if (event.sequence() == 1) {
                return true;
            }
            if (error) {
                throw new NoClassDefFoundError("expected by the test");
            }
            throw new IllegalStateException("expected by the test");
        }));
        Membership ann = house.member("ann", "tea");
        List<Throwable> reported = reportedBy(() -> done(ann.say("hello")));
        List<Throwable> further = reportedBy(() -> house.member("bob", "tea"));

        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 ann: hello", "tea 3 bob joins");
        assertThat(reported).hasSize(1);
        assertThat(further).hasSize(1);
    }

    @Test
    void whatAStoreLosesIsNotReadBeforeWhatItHasYetToKeep() {
        List<HistoryStore.Readers> shown = new ArrayList<>();
        House house = house(new Scripted((event, show) -> {
            shown.add(show);
            if (event.sequence() == 2) {
                throw new IllegalStateException("expected by the test");
            }
            return false;
        }));
        Membership ann = house.member("ann", "tea");
        List<Throwable> reported = reportedBy(() -> done(ann.say("lost")));
        assertThat(reported).hasSize(1);
        assertThat(reads(ann.user())).isEmpty();
        shown.getFirst().show().accept(1);
        shown.getFirst().wake().run();

        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 ann: lost");
    }

    @Test
    void aStoreThatCannotCloseLeavesNobodyWaiting() {
        House house = house(new Scripted((event, shown) -> true));
        Membership ann = house.member("ann", "tea");

        assertThat(reportedBy(house.chat::close)).singleElement().isInstanceOf(IllegalStateException.class);

        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "closed");
    }

    @Test
    void anEarlierRoomOfTheSameNameIsNotReadByThoseWhoMakeItAnew() {
        LateHistory late = new LateHistory();
        House house = house(late);
        RoomName board = new RoomName("board", "board");
        Membership ann = house.member("ann", "board");
        long secret = done(ann.say("the salaries are")).id();
        done(house.chat.leave(ann, ""));
        late.flush();
        User eve = house.enter("eve");
        house.join(eve, "board");
        house.clock.advance(Duration.ofSeconds(1));
        done(eve.membership(board).orElseThrow().say("hello"));
        late.flush();

        for (HistoryPoint after : List.of(HistoryPoint.BEGINNING, new HistoryPoint.OfId(secret - 1),
                new HistoryPoint.OfTime(Instant.MIN))) {
            assertThat(house.chat.viewFor(eve).history(
                    board, after, HistoryPoint.END, End.OLDEST, 9, Detail.MESSAGES)).hasSize(1);
            assertThat(found(house, eve, board, after)).hasSize(1);
        }
        assertThat(found(house, ann.user(), board, HistoryPoint.BEGINNING)).hasSize(1);
    }

    private static List<Message> found(House house, User reader, RoomName room, HistoryPoint after) {
        return house.chat.viewFor(reader).search(Optional.of(room), List.of(), Optional.empty(), after,
                HistoryPoint.END, End.NEWEST, 9).messages();
    }

    @Test
    void aHistoryNeedsIdsOfUsersThatNeverComeTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chat.builder().history(new LateHistory()).open())
                .withMessageContaining("userIds");
    }

    private static List<Throwable> reportedBy(Runnable action) {
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> reported.add(fault));
        try {
            action.run();
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
        return reported;
    }

    /** Does with each event what it is told; reads nothing, and cannot be closed. */
    private record Scripted(BiFunction<RoomEvent, HistoryStore.Readers, Boolean> script) implements HistoryStore {
        @Override
        public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
            return event -> script.apply(event, readers);
        }

        @Override
        public List<RoomEvent> read(HistoryQuery query) {
            return List.of();
        }

        @Override
        public List<Message> search(HistorySearch search) {
            return List.of();
        }

        @Override
        public void close() {
            throw new IllegalStateException("expected by the test");
        }
    }
}

package dev.chatroom.core;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.reads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.JoinOptions;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.HistoryStoreContract;
import dev.chatroom.core.store.LateHistory;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

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
        return new House(limits -> limits, builder -> builder.history(store));
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
        done(house.chat.join(cay, "tea", JoinOptions.welcomed(0,
                view -> view.recent().stream().map(Message::text).toList())));
        done(ann.say("after"));
        assertThat(reads(cay)).isEmpty();
        late.flush();

        assertThat(reads(cay)).containsExactly("tea 3 cay joins", "= before", "tea 4 ann: after");
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
    void aRoomGoesOnIfTheStoreIsBroken() {
        House house = house(new Broken());
        Membership ann = house.member("ann", "tea");
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> reported = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> reported.add(fault));
        try {
            done(ann.say("hello"));
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }

        assertThat(reads(ann.user())).containsExactly("tea 1 ann joins", "tea 2 ann: hello");
        assertThat(reported).singleElement().isInstanceOf(IllegalStateException.class);
    }

    /** Takes the first event and no other. */
    private static final class Broken implements HistoryStore {
        @Override
        public Appender open(RoomName room, LongConsumer shown) {
            return event -> {
                if (event.sequence() > 1) {
                    throw new IllegalStateException("expected by the test");
                }
                return true;
            };
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
            // Has nothing.
        }
    }
}

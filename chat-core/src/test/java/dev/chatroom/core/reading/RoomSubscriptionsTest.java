package dev.chatroom.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.reading.RoomSubscriptions.Progress;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomSubscriptionsTest {
    private final RoomSubscriptions rooms = new RoomSubscriptions();
    private final List<Broadcaster<ChatEvent>> histories = IntStream.range(0, 4)
            .mapToObj(i -> new Broadcaster<ChatEvent>("room" + i, 4, Runnable::run))
            .toList();
    private final List<Subscription<ChatEvent>> subscriptions =
            histories.stream().map(Broadcaster::subscribe).toList();

    RoomSubscriptionsTest() {
        subscriptions.forEach(rooms::add);
    }

    private void publish(int room, long id) {
        histories.get(room).publish(new ChatEvent.Said(
                new EventHeader(id, new RoomName("room", "room"), id, Instant.EPOCH, Author.ROOM), "hello"));
    }

    /** The ids of all that comes, "lagged" and the like for what is none. */
    private List<Object> readAll() {
        List<Object> read = new ArrayList<>();
        while (rooms.handOut(null, 0, one -> read.add(sign(one))) == Progress.MORE) {
            assertThat(read).hasSizeLessThan(100);
        }
        return read;
    }

    private static Object sign(Delivery<ChatEvent> delivery) {
        return switch (delivery) {
            case Delivery.Event<ChatEvent>(long sequence, ChatEvent event) -> event.id();
            case Delivery.Lagged<ChatEvent>(String source, long missed) -> source + " lagged " + missed;
            default -> throw new AssertionError(delivery);
        };
    }

    @Test
    void eventsComeByTheirIdsWhateverTheirRoom() {
        publish(2, 1);
        publish(0, 2);
        publish(0, 3);
        publish(1, 4);
        publish(0, 5);
        publish(2, 6);
        assertThat(readAll()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        publish(3, 7);
        publish(0, 8);
        assertThat(readAll()).containsExactly(7L, 8L);
        assertThat(rooms.hasSomething()).isFalse();
    }

    @Test
    void whatIsHandedOutAtOnceEndsBeforeTheNextEventElsewhere() {
        publish(0, 1);
        publish(0, 2);
        publish(0, 3);
        publish(1, 4);
        publish(0, 5);
        List<Long> ends = new ArrayList<>();
        DeliverySink<ChatEvent> atOnce = new DeliverySink<>() {
            @Override
            public boolean take(Delivery<ChatEvent> delivery) {
                throw new AssertionError(delivery);
            }

            @Override
            public boolean take(EventBatch<ChatEvent> events) {
                ends.add(events.last());
                events.advanceTo(events.last());
                return true;
            }
        };
        while (rooms.handOut(null, 0, atOnce) == Progress.MORE) {
            assertThat(ends).hasSizeLessThan(9);
        }
        assertThat(ends).containsExactly(3L, 1L, 4L);
    }

    @Test
    void nothingFollowsThePositionThatIsAwaitedButWhatIsOlderElsewhereComesBefore() {
        publish(1, 1);
        publish(0, 2);
        publish(0, 3);
        List<Object> read = new ArrayList<>();
        while (!rooms.areReadTo(new PersonalQueue.Item(subscriptions.get(0), 1))) {
            assertThat(rooms.handOut(subscriptions.get(0), 1, one -> read.add(sign(one)))).isEqualTo(Progress.MORE);
        }
        assertThat(read).containsExactly(1L, 2L);
    }

    @Test
    void whatWasPublishedWithoutWakingAnybodyComesBeforeWhatIsYounger() {
        assertThat(readAll()).isEmpty();
        Broadcaster<ChatEvent> quiet = histories.get(3);
        quiet.lock();
        quiet.append(new ChatEvent.Said(
                new EventHeader(1, new RoomName("room", "room"), 1, Instant.EPOCH, Author.ROOM), "hello"));
        quiet.unlock();
        assertThat(readAll()).as("asleep").isEmpty();
        publish(0, 2);
        assertThat(readAll()).containsExactly(1L, 2L);
    }

    @Test
    void aGapIsToldBeforeAllElse() {
        publish(1, 1);
        IntStream.rangeClosed(2, 7).forEach(id -> publish(0, id));
        assertThat(readAll()).containsExactly("room0 lagged 2", 1L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aRoomThatHasEndedIsReadToItsEndAndTakenOff() {
        publish(2, 1);
        publish(3, 2);
        histories.get(2).close();
        assertThat(rooms.count()).isEqualTo(4);
        assertThat(readAll()).containsExactly(1L, 2L);
        assertThat(rooms.count()).isEqualTo(3);
        assertThat(rooms.hasSomething()).isFalse();
    }

    @Test
    void whoHasEnoughIsHandedNoMore() {
        publish(0, 1);
        publish(0, 2);
        assertThat(rooms.handOut(null, 0, one -> false)).isEqualTo(Progress.ENOUGH);
        assertThat(readAll()).containsExactly(2L);
    }
}

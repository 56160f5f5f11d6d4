package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomSubscriptionsTest {
    private static final ChatEvent EVENT = new ChatEvent.Told(1, Instant.EPOCH, Author.ROOM, Author.ROOM,
            Draft.Kind.SAID, "hello", Map.of());

    private static List<Broadcaster<ChatEvent>> histories(RoomSubscriptions rooms, int count) {
        List<Broadcaster<ChatEvent>> histories = IntStream.range(0, count)
                .mapToObj(i -> new Broadcaster<ChatEvent>("room" + i, 16, Runnable::run))
                .toList();
        histories.forEach(history -> rooms.add(history.subscribe()));
        return histories;
    }

    private static Delivery<ChatEvent> poll(Subscription<ChatEvent> room) {
        return room == null ? null : room.poll();
    }

    @Test
    void aRoomThatEndsMeanwhileMakesNoOtherMissItsTurn() {
        RoomSubscriptions rooms = new RoomSubscriptions();
        List<Broadcaster<ChatEvent>> histories = histories(rooms, 4);
        histories.get(2).close();
        histories.get(3).publish(EVENT);

        assertThat(rooms.count()).isEqualTo(4);
        assertThat(rooms.handOut(rooms.next(), Long.MAX_VALUE, delivery -> false)).isTrue();
        assertThat(rooms.count()).isEqualTo(3);

        assertThat(poll(rooms.next())).isEqualTo(new Delivery.Event<>(1, EVENT));
        assertThat(rooms.next()).isNull();
        assertThat(rooms.hasSomething()).isFalse();
    }

    @Test
    void roomsTakeTurns() {
        RoomSubscriptions rooms = new RoomSubscriptions();
        List<Broadcaster<ChatEvent>> histories = histories(rooms, 2);
        for (int i = 0; i < 3; i++) {
            histories.forEach(history -> history.publish(EVENT));
        }

        Subscription<ChatEvent> first = rooms.next();
        assertThat(poll(first)).isEqualTo(new Delivery.Event<>(1, EVENT));
        assertThat(rooms.next()).isNotSameAs(first);
        assertThat(rooms.next()).isSameAs(first);
    }
}

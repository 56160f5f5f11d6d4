package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomSubscriptionsTest {
    private static final ChatEvent EVENT = new ChatEvent.Told(1, Instant.EPOCH, Author.ROOM, Author.ROOM, "hello");

    @Test
    void aRoomThatEndsMeanwhileMakesNoOtherMissItsTurn() {
        RoomSubscriptions rooms = new RoomSubscriptions();
        List<Broadcaster<ChatEvent>> histories = IntStream.range(0, 4)
                .mapToObj(i -> new Broadcaster<ChatEvent>("room" + i, 16, Runnable::run))
                .toList();
        histories.forEach(history -> rooms.add(history.subscribe()));
        histories.get(2).close();
        histories.get(3).publish(EVENT);

        assertThat(rooms.next()).isEqualTo(new Delivery.Event<>(1, EVENT));
        assertThat(rooms.next()).isNull();
        assertThat(rooms.hasSomething()).isFalse();
    }
}

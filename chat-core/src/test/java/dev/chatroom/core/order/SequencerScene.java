package dev.chatroom.core.order;

import static dev.chatroom.core.House.done;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.Room;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.text.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A chat with two people in a room, the first of whom is its operator. */
abstract class SequencerScene {
    static final int LINES = 60;
    static final RoomName TEA = new RoomName("tea", "tea");

    House house;
    Membership ann;
    Membership bob;

    /** Has a chat ask the sequencer for places. */
    protected abstract ChatBuilder with(ChatBuilder builder);

    /** Returns when all that was asked for has a place, or none. */
    protected abstract void settle();

    @BeforeEach
    final void open() {
        house = new House(limits -> limits, this::with);
        ann = house.member("ann", "tea");
        bob = house.member("bob", "tea");
    }

    @AfterEach
    final void close() {
        house.chat.close();
    }

    static List<RoomEvent> happened(Room room) {
        return LongStream.rangeClosed(room.oldest(), room.newest())
                .mapToObj(sequence -> room.event(sequence).orElseThrow())
                .toList();
    }

    static List<RoomEvent> events(User user) {
        List<RoomEvent> events = new ArrayList<>();
        for (var next = user.outbox().poll(); next != null && !(next instanceof Delivery.Closed); next =
                user.outbox().poll()) {
            if (next instanceof Delivery.Event<ChatEvent> event && event.event() instanceof RoomEvent inRoom) {
                events.add(inRoom);
            }
        }
        return events;
    }

    static void speak(Membership who) {
        for (int i = 0; i < LINES; i++) {
            done(who.say(who.user().nickname() + " " + i));
        }
    }
}

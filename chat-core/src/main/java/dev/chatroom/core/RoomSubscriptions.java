package dev.chatroom.core;

import dev.chatroom.core.Delivery.Closed;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The rooms that one user reads, each at its own place. Guarded by the lock of the user's {@link Outbox}. */
final class RoomSubscriptions {
    private final ArrayList<Subscription<ChatEvent>> rooms = new ArrayList<>(1);

    /** Which room is asked next, modulo their number: each gives one event in turn, so none starves another. */
    private int turn;

    void add(Subscription<ChatEvent> room) {
        rooms.add(room);
    }

    /** Whether the room is on the list and its reader has yet to come to this position. */
    boolean isBefore(Subscription<ChatEvent> room, long position) {
        return rooms.contains(room) && room.cursor() < position;
    }

    void closeAfterNewest() {
        rooms.forEach(Subscription::closeAfterNewest);
    }

    /** Whether a room has something, as far as anybody can tell without looking. */
    boolean hasSomething() {
        return rooms.stream().anyMatch(Subscription::isAwake);
    }

    /** The next event of any room, or null if there is none now. */
    @Nullable Delivery<ChatEvent> next() {
        Delivery<ChatEvent> left = nextOfRoomsLeft();
        return left == null ? nextInTurn() : left;
    }

    /** The next event before the user can come to a position in this room, or null if there is none now. */
    @Nullable Delivery<ChatEvent> nextBefore(Subscription<ChatEvent> room) {
        Delivery<ChatEvent> left = nextOfRoomsLeft();
        return left == null && rooms.contains(room) ? nextOf(room) : left;
    }

    /**
     * A room that the user has left is read to its end before any other: it may be the same room that the user has
     * joined again, and the leaving came first.
     */
    private @Nullable Delivery<ChatEvent> nextOfRoomsLeft() {
        int place = 0;
        while (place < rooms.size()) {
            Subscription<ChatEvent> room = rooms.get(place);
            if (room.isEnding()) {
                // Null says that the end was read, and that the room is off the list.
                Delivery<ChatEvent> next = nextOf(room);
                if (next != null) {
                    return next;
                }
            } else {
                place++;
            }
        }
        return null;
    }

    private @Nullable Delivery<ChatEvent> nextInTurn() {
        for (int asked = rooms.size(); asked > 0; asked--) {
            turn = turn + 1 < rooms.size() ? turn + 1 : 0;
            Subscription<ChatEvent> room = rooms.get(turn);
            Delivery<ChatEvent> next = room.isAwake() ? nextOf(room) : null;
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** The next event of a room, or null if it has none now or has ended, in which case it is taken off the list. */
    private @Nullable Delivery<ChatEvent> nextOf(Subscription<ChatEvent> room) {
        Delivery.FromLog<ChatEvent> next = room.poll();
        if (next instanceof Closed) {
            int place = rooms.indexOf(room);
            rooms.remove(place);
            turn -= place <= turn ? 1 : 0;
            return null;
        }
        return next;
    }
}

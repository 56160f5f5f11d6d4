package dev.chatroom.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one user reads, each at its own place. Guarded by the lock of the user's {@link Outbox}, but for
 * {@link #hasSomething}, {@link #isFarBehind} and {@link #count}, which are for any thread.
 */
final class RoomSubscriptions {
    /** Never changed, only replaced. */
    private volatile List<Subscription<ChatEvent>> rooms = List.of();

    /** Which room is asked next, modulo their number: each gives what it has in turn, so none starves another. */
    private int turn;

    void add(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> more = new ArrayList<>(rooms);
        more.add(room);
        rooms = List.copyOf(more);
    }

    /** Hands out what a room has up to a position; returns whether the sink wants more. */
    boolean handOut(Subscription<ChatEvent> room, long position, DeliverySink sink) {
        Stretch<ChatEvent> events = room.stretchTo(position);
        if (events != null) {
            return sink.take(events);
        }
        Delivery<ChatEvent> next = room.poll();
        if (next instanceof Delivery.Closed) {
            remove(room);
            return true;
        }
        return next == null || sink.take(next);
    }

    /** Takes a room off the list that has been read to its end. */
    private void remove(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> fewer = new ArrayList<>(rooms);
        int place = fewer.indexOf(room);
        fewer.remove(place);
        turn -= place <= turn ? 1 : 0;
        rooms = List.copyOf(fewer);
    }

    /** Including those left that have yet to be read to their end. */
    int count() {
        return rooms.size();
    }

    /** Whether the room is on the list and its reader has yet to come to this position. */
    boolean isBefore(Subscription<ChatEvent> room, long position) {
        return rooms.contains(room) && room.cursor() < position;
    }

    /** The rooms in which something has happened that the reader has yet to come to. */
    List<Subscription<ChatEvent>> unread() {
        return rooms.stream().filter(room -> room.cursor() < room.lastPublished()).toList();
    }

    void closeAfterNewest() {
        rooms.forEach(Subscription::closeAfterNewest);
    }

    /** Whether a room has something, as far as anybody can tell without looking. */
    boolean hasSomething() {
        List<Subscription<ChatEvent>> now = rooms;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).isAwake()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a room is about to leave the reader behind. */
    boolean isFarBehind() {
        List<Subscription<ChatEvent>> now = rooms;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).isFarBehind()) {
                return true;
            }
        }
        return false;
    }

    /** The room to poll next, or null if none has something now. */
    @Nullable Subscription<ChatEvent> next() {
        Subscription<ChatEvent> left = nextRoomLeft();
        return left == null ? nextInTurn() : left;
    }

    /** The room to poll next before the user can come to a position in this room. */
    Subscription<ChatEvent> nextBefore(Subscription<ChatEvent> room) {
        Subscription<ChatEvent> left = nextRoomLeft();
        return left == null ? room : left;
    }

    /**
     * A room that the user has left is read to its end before any other: it may be the same room that the user has
     * joined again, and the leaving came first.
     */
    private @Nullable Subscription<ChatEvent> nextRoomLeft() {
        List<Subscription<ChatEvent>> now = rooms;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).isEnding()) {
                return now.get(i);
            }
        }
        return null;
    }

    private @Nullable Subscription<ChatEvent> nextInTurn() {
        List<Subscription<ChatEvent>> now = rooms;
        for (int asked = now.size(); asked > 0; asked--) {
            turn = turn + 1 < now.size() ? turn + 1 : 0;
            Subscription<ChatEvent> room = now.get(turn);
            if (room.isAwake() && room.hasNext()) {
                return room;
            }
        }
        return null;
    }
}

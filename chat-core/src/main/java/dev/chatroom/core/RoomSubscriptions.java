package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one user reads, each at its own place. What happened in several rooms is handed out by the ids of the
 * events, which grow: whatever somebody did in one room and then in another is read in that order, and so is what others
 * did because of it. Guarded by the lock of the user's {@link Outbox}, but for {@link #hasSomething},
 * {@link #isFarBehind} and {@link #count}, which are for any thread.
 */
final class RoomSubscriptions {
    /** The id of what is no event: a gap, or the end. It comes before all events of other rooms. */
    private static final long NO_EVENT = Long.MIN_VALUE;

    /** The id of what has yet to come. */
    private static final long NOTHING_YET = Long.MAX_VALUE;

    /** What came of handing out. */
    enum Progress {
        /** There was nothing. */
        NOTHING,
        /** The sink has got what came first, if anything, and wants more. */
        MORE,
        /** The sink has had enough. */
        ENOUGH
    }

    /** Never changed, only replaced. */
    private volatile List<Subscription<ChatEvent>> rooms = List.of();

    void add(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> more = new ArrayList<>(rooms);
        more.add(room);
        rooms = List.copyOf(more);
    }

    /**
     * Hands out what comes first.
     *
     * @param awaited a room in which the reader has yet to come to a position, if anything waits for that
     * @param position that position, which has been published and is not passed
     */
    Progress handOut(@Nullable Subscription<ChatEvent> awaited, long position, DeliverySink sink) {
        Subscription<ChatEvent> room = awaited == null ? earliestAwake() : awaited;
        if (room == null) {
            return Progress.NOTHING;
        }
        long last = NOTHING_YET;
        if (rooms.size() > 1) {
            room = earliest(room);
            last = lastBeforeOthers(room);
        }
        return give(room, room == awaited ? Math.min(position, last) : last, sink) ? Progress.MORE : Progress.ENOUGH;
    }

    private boolean give(Subscription<ChatEvent> room, long position, DeliverySink sink) {
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
        fewer.remove(room);
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

    /** Of the rooms that have woken the reader, the one whose next event is the oldest; null if none has something. */
    private @Nullable Subscription<ChatEvent> earliestAwake() {
        List<Subscription<ChatEvent>> now = rooms;
        Subscription<ChatEvent> earliest = null;
        long least = NOTHING_YET;
        for (int i = 0; i < now.size(); i++) {
            Subscription<ChatEvent> room = now.get(i);
            if (room.isAwake() && room.hasNext()) {
                long id = nextId(room);
                if (earliest == null || id < least) {
                    earliest = room;
                    least = id;
                }
            }
        }
        return earliest;
    }

    /**
     * The room whose next event is the oldest. An event was published after all that led to it, so it is looked for
     * again, once an event is known, what has come before it elsewhere in the meantime.
     */
    private Subscription<ChatEvent> earliest(Subscription<ChatEvent> candidate) {
        List<Subscription<ChatEvent>> now = rooms;
        Subscription<ChatEvent> earliest = candidate;
        Subscription<ChatEvent> before = null;
        while (before != earliest) {
            before = earliest;
            long least = nextId(before);
            for (int i = 0; i < now.size(); i++) {
                long id = nextId(now.get(i));
                if (id < least) {
                    earliest = now.get(i);
                    least = id;
                }
            }
        }
        return earliest;
    }

    /** The sequence of the last event of a room that is older than what comes next in all others. */
    private long lastBeforeOthers(Subscription<ChatEvent> room) {
        // First this one, then the others: whatever led to one of these events has been published there by then.
        long newest = room.lastPublished();
        List<Subscription<ChatEvent>> now = rooms;
        long bound = NOTHING_YET;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) != room) {
                bound = Math.min(bound, nextId(now.get(i)));
            }
        }
        long from = room.cursor() + 1;
        if (bound == NOTHING_YET || from >= newest) {
            return newest;
        }
        long to = newest;
        while (from < to) {
            long middle = (from + to + 1) >>> 1;
            if (id(room, middle) < bound) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return from;
    }

    /** The id of what is next in a room, whether the room has woken the reader for it or not. */
    private static long nextId(Subscription<ChatEvent> room) {
        return room.isThere() ? id(room, room.cursor() + 1) : NOTHING_YET;
    }

    private static long id(Subscription<ChatEvent> room, long sequence) {
        if (sequence > room.lastPublished()) {
            return NO_EVENT;
        }
        Delivery.Event<ChatEvent> event = room.look(sequence);
        return event != null && event.event() instanceof RoomEvent inRoom ? inRoom.id() : NO_EVENT;
    }
}

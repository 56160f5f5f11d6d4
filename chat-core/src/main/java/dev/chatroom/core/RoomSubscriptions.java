package dev.chatroom.core;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rooms that one user reads, each at its own place. What happened in several rooms is handed out by the ids of the
 * events, which grow: whatever somebody did in one room and then in another is read in that order, and so is what others
 * did because of it. Guarded by the lock of the user's {@link Outbox}, but for {@link #hasSomething},
 * {@link #haveToBeRead} and {@link #count}, which are for any thread.
 */
final class RoomSubscriptions {
    /** The id of what is no event: a gap, or the end. It comes before all events of other rooms. */
    private static final long NO_EVENT = Long.MIN_VALUE;

    /** The id of what has yet to come. */
    private static final long NOTHING_YET = Long.MAX_VALUE;

    private static final int MOST_LEFT = 4;

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

    /**
     * Up to this id nothing is missing: whatever led to an event up to it has been published. It is the id of an event
     * that was found before the rooms were looked at once more; what led to it was published before it was.
     */
    private long complete = NO_EVENT;

    /** The ids of what is next in each room, looked up since {@link #complete} was set; null if that is to be done. */
    private long @Nullable [] heads;

    /** The place on the list of the room whose next event is the oldest. */
    private int earliest;

    /** The id of what is next in all other rooms. */
    private long nextElsewhere;

    void add(Subscription<ChatEvent> room) {
        List<Subscription<ChatEvent>> more = new ArrayList<>(rooms);
        more.add(room);
        rooms = List.copyOf(more);
        heads = null;
    }

    /**
     * Hands out what comes first.
     *
     * @param awaited a room in which the reader has yet to come to a position, if anything waits for that
     * @param position that position, which has been published and is not passed
     */
    Progress handOut(@Nullable Subscription<ChatEvent> awaited, long position, DeliverySink sink) {
        List<Subscription<ChatEvent>> now = rooms;
        if (now.size() == 1) {
            Subscription<ChatEvent> room = now.get(0);
            boolean something = awaited != null || (room.isAwake() && room.hasNext());
            return something ? give(room, awaited == null ? NOTHING_YET : position, sink) : Progress.NOTHING;
        }
        long[] known = findEarliest(awaited != null);
        if (known == null) {
            return Progress.NOTHING;
        }
        Subscription<ChatEvent> room = now.get(earliest);
        long last = lastBeforeOthers(room);
        heads = null;
        Progress progress = give(room, room == awaited ? Math.min(position, last) : last, sink);
        if (rooms.size() == known.length) {
            known[earliest] = nextId(room);
            heads = known;
        }
        return progress;
    }

    private Progress give(Subscription<ChatEvent> room, long position, DeliverySink sink) {
        EventBatch<ChatEvent> events = room.stretchTo(position);
        boolean more = true;
        if (events != null) {
            more = sink.take(events);
        } else if (!room.skipOthers(position)) {
            // Only what has been taken is passed: the sink may throw.
            long before = room.cursor();
            Delivery<ChatEvent> next = room.poll();
            if (next instanceof Delivery.Closed) {
                remove(room);
            } else if (next != null) {
                long after = room.cursor();
                room.moveTo(before);
                more = sink.take(next);
                room.moveTo(after);
            }
        }
        return more ? Progress.MORE : Progress.ENOUGH;
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
        rooms.forEach(room -> room.closeAfter(room.lastPublished()));
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

    /**
     * Whether the reader must have its turn first: because many rooms have yet to be read to their end that the user has
     * left, each of which takes memory until then, or because a room is about to leave the reader behind.
     *
     * @param sinceLong whether the reader has had no turn since this was asked first
     */
    boolean haveToBeRead(boolean sinceLong) {
        List<Subscription<ChatEvent>> now = rooms;
        int left = 0;
        boolean farBehind = false;
        for (int i = 0; i < now.size(); i++) {
            left += now.get(i).isEnding() ? 1 : 0;
            farBehind |= now.get(i).isFarBehind();
        }
        return left > MOST_LEFT || (sinceLong && farBehind);
    }

    /**
     * Finds the room whose next event is the oldest.
     *
     * @param looks whether to look for it even if no room has woken the reader
     * @return the ids of what is next in each room; null if none has something
     */
    private long @Nullable [] findEarliest(boolean looks) {
        long[] known = heads;
        if (known == null || !findLeast(known)) {
            known = lookAnew(looks);
            heads = known;
        }
        return known;
    }

    /** Looks what is next in each room; null if none has something. */
    private long @Nullable [] lookAnew(boolean looks) {
        List<Subscription<ChatEvent>> now = rooms;
        boolean something = looks;
        for (int i = 0; i < now.size(); i++) {
            something |= now.get(i).isAwake() && now.get(i).hasNext();
        }
        if (!something) {
            return null;
        }
        complete = greatestId();
        long[] next = new long[now.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = nextId(now.get(i));
        }
        boolean unused = findLeast(next);
        return next;
    }

    /** Finds the least of these; false if that is later than what is known to be complete. */
    private boolean findLeast(long[] ids) {
        long least = NOTHING_YET;
        nextElsewhere = NOTHING_YET;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < least) {
                nextElsewhere = least;
                least = ids[i];
                earliest = i;
            } else if (ids[i] < nextElsewhere) {
                nextElsewhere = ids[i];
            }
        }
        return least <= complete;
    }

    /** The greatest id that there is among what is next and newest in the rooms. */
    private long greatestId() {
        List<Subscription<ChatEvent>> now = rooms;
        long greatest = NO_EVENT;
        for (int i = 0; i < now.size(); i++) {
            Subscription<ChatEvent> room = now.get(i);
            if (room.isThere()) {
                greatest = Math.max(greatest, nextId(room));
                greatest = Math.max(greatest, id(room, room.lastPublished()));
            }
        }
        return greatest;
    }

    /** The sequence of the last event of the room just found before what is next in another. */
    private long lastBeforeOthers(Subscription<ChatEvent> room) {
        long before = room.cursor() + 1;
        long after = room.lastPublished();
        if (after <= before || isBeforeOthers(room, after)) {
            return after;
        } else if (!isBeforeOthers(room, before + 1)) {
            return before;
        }
        while (before + 1 < after) {
            long middle = (before + after) >>> 1;
            if (isBeforeOthers(room, middle)) {
                before = middle;
            } else {
                after = middle;
            }
        }
        return before;
    }

    private boolean isBeforeOthers(Subscription<ChatEvent> room, long sequence) {
        long id = id(room, sequence);
        return id < nextElsewhere && id <= complete;
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

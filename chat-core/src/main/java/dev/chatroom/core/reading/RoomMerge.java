package dev.chatroom.core.reading;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a user reads what happened in several rooms: by the ids of the events, which grow. So whatever somebody
 * did in one room and then in another is read in that order, and so is what others did because of it. Guarded by the lock of
 * the user's outbox.
 */
final class RoomMerge {
    /** The id of what is no event: a gap, or the end. It comes before all events of other rooms. */
    private static final long NO_EVENT = Long.MIN_VALUE;

    /** The id of what has yet to come. */
    private static final long NOTHING_YET = Long.MAX_VALUE;

    /**
     * Up to this id nothing is missing: whatever led to an event up to it has been published. It is the id of an event
     * that was found before the rooms were looked at once more; what led to it was published before it was.
     */
    private long complete = NO_EVENT;

    /** The ids of what is next in each room, looked up since {@link #complete} was set, unless they have been forgotten. */
    private long[] heads = {};

    private boolean forgotten = true;

    /** The place on the list of the room whose next event is the oldest. */
    private int earliest;

    /** The id of what is next in all other rooms. */
    private long nextElsewhere;

    /** What is next is to be looked up anew, since it may be something else. */
    void forget() {
        forgotten = true;
    }

    /**
     * Finds the room whose next event is the oldest.
     *
     * @param looks whether to look for it even if no room has woken the reader
     * @return null if none has something
     */
    @Nullable Subscription<ChatEvent> findEarliest(List<Subscription<ChatEvent>> rooms, boolean looks) {
        boolean found = (!forgotten && findLeast()) || lookAnew(rooms, looks);
        return found ? rooms.get(earliest) : null;
    }

    /** The room just found has been read further; in the others nothing has changed. */
    void readOn(Subscription<ChatEvent> room) {
        heads[earliest] = nextId(room);
        forgotten = false;
    }

    /** Looks what is next in each room; false if none has something. */
    private boolean lookAnew(List<Subscription<ChatEvent>> rooms, boolean looks) {
        boolean something = looks;
        for (int i = 0; i < rooms.size(); i++) {
            something |= rooms.get(i).isAwake() && rooms.get(i).hasNext();
        }
        forgotten = !something;
        if (!something) {
            return false;
        }
        complete = greatestId(rooms);
        heads = new long[rooms.size()];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = nextId(rooms.get(i));
        }
        findLeast();
        return true;
    }

    /** Finds the least of what is next; false if that is later than what is known to be complete. */
    private boolean findLeast() {
        long least = NOTHING_YET;
        nextElsewhere = NOTHING_YET;
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] < least) {
                nextElsewhere = least;
                least = heads[i];
                earliest = i;
            } else if (heads[i] < nextElsewhere) {
                nextElsewhere = heads[i];
            }
        }
        return least <= complete;
    }

    /** The greatest id that there is among what is next and newest in the rooms. */
    private static long greatestId(List<Subscription<ChatEvent>> rooms) {
        long greatest = NO_EVENT;
        for (int i = 0; i < rooms.size(); i++) {
            Subscription<ChatEvent> room = rooms.get(i);
            if (room.isThere()) {
                greatest = Math.max(greatest, nextId(room));
                greatest = Math.max(greatest, id(room, room.lastPublished()));
            }
        }
        return greatest;
    }

    /** The sequence of the last event of the room just found before what is next in another. */
    long lastBeforeOthers(Subscription<ChatEvent> room) {
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

    /** The id of an event of a room. */
    static long id(Subscription<ChatEvent> room, long sequence) {
        if (sequence > room.lastPublished()) {
            return NO_EVENT;
        }
        Delivery.Event<ChatEvent> event = room.peek(sequence);
        return event != null && event.event() instanceof RoomEvent inRoom ? inRoom.id() : NO_EVENT;
    }
}

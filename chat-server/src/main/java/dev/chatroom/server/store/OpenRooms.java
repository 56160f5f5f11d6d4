package dev.chatroom.server.store;

import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The rooms in which something happens, and rooms that have emptied and whose last state is not in the tables yet. For any thread.
 */
final class OpenRooms {
    /** The names of so many rooms are remembered of which it is not known how they were left. */
    static final int MOST_GIVEN_UP = 10_000;

    private final long mostBytes;

    /** By their keys. */
    private final ConcurrentHashMap<String, WrittenRoom> rooms = new ConcurrentHashMap<>();

    /** What those weigh of which nobody writes any more how they were left. */
    private final AtomicLong neverWritten = new AtomicLong();

    /** The keys of rooms of which nobody knows any more how they were left. */
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    private volatile boolean tooManyGivenUp;

    /** @param mostBytes so much heap may be taken by rooms of which nobody writes any more how they were left */
    OpenRooms(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Something happens in a room, for the first time since it was opened. */
    void add(WrittenRoom room) {
        WrittenRoom before = rooms.put(room.name().key(), room);
        if (before != null) {
            uncount(before);
        }
    }

    /** The tables have how it was left, or all that they ever will. */
    void remove(WrittenRoom room) {
        if (rooms.remove(room.name().key(), room)) {
            uncount(room);
        }
    }

    /** It is not known any more how this room was left: if that mattered, it cannot be taken for what the tables say. */
    void giveUp(WriteTask.Retire left) {
        // A room without a topic and modes of its own is open to everybody, whatever the tables say of it.
        if (left.now().isArranged()) {
            if (givenUp.size() < MOST_GIVEN_UP) {
                givenUp.add(left.room().name().key());
            } else {
                tooManyGivenUp = true;
            }
        }
        remove(left.room());
    }

    /** Nobody writes any more how this room was left: it is kept here, as far as there is space. */
    void keep(WriteTask.Retire left) {
        left.room().neverWritten = left.weight();
        if (neverWritten.addAndGet(left.weight()) > mostBytes) {
            giveUp(left);
        }
    }

    private void uncount(WrittenRoom room) {
        neverWritten.addAndGet(-room.neverWritten);
        room.neverWritten = 0;
    }

    /** Whether a room is in use, or will be changed in the tables when the disk takes something. */
    boolean contains(String key) {
        return rooms.containsKey(key);
    }

    /** How a room was left if that is not in the tables yet; null if the tables have it, or if somebody is in the room. */
    @Nullable RoomSnapshot left(RoomName name) {
        WrittenRoom unwritten = rooms.get(name.key());
        return unwritten == null ? null : unwritten.left();
    }

    /** Whether what the tables say of a room that nobody is in may be older than its key and its bans. */
    boolean isGivenUp(String key) {
        return tooManyGivenUp || givenUp.contains(key);
    }

    /**
     * Rather nobody comes into a room than somebody who may not.
     *
     * @throws UnreadableHistoryException if the tables are not to be trusted for this room
     */
    void requireKnown(RoomName room) {
        if (isGivenUp(room.key())) {
            throw unknown();
        }
    }

    /** @throws UnreadableHistoryException if they are to be trusted for no room, as even the names of those given up were too many */
    void requireSomeKnown() {
        if (tooManyGivenUp) {
            throw unknown();
        }
    }

    private static UnreadableHistoryException unknown() {
        return new UnreadableHistoryException(
                UnreadableHistoryException.Reason.BROKEN,
                "the disk takes nothing, and it is not known how the room was left meanwhile");
    }

    /** The tables have all that is known. */
    void allWritten() {
        if (tooManyGivenUp || !givenUp.isEmpty()) {
            tooManyGivenUp = false;
            givenUp.clear();
        }
    }
}

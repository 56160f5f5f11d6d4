package dev.chatroom.server.store;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.room.RoomSnapshot;
import org.jspecify.annotations.Nullable;

/** A piece of work for the writer. Pieces are done in the order of their coming. Immutable. */
sealed interface WriteTask {
    /** What every snapshot takes. */
    int SNAPSHOT = 512;

    /** How many bytes of heap it takes. */
    long weight();

    /** What it is about, for the log. */
    String subject();

    /** One that is about a room. */
    sealed interface InRoom extends WriteTask {
        WrittenRoom room();

        /** What the room is from then on; null if it is as before. */
        @Nullable RoomSnapshot now();

        @Override
        default String subject() {
            return "an event in " + room().name().text();
        }
    }

    /** Something has happened in a room. Its weight is asked for more than once, and takes a look at each letter. */
    record Append(WrittenRoom room, RoomEvent event, @Nullable RoomSnapshot now, long weight) implements InRoom {
        private static final int OBJECTS = 56;

        Append(WrittenRoom room, RoomEvent event, @Nullable RoomSnapshot now) {
            this(room, event, now, OBJECTS + EventWeight.of(event) + snapshot(now));
        }
    }

    /** The last member has left a room. */
    record Retire(WrittenRoom room, RoomSnapshot now) implements InRoom {
        @Override
        public long weight() {
            return snapshot(now);
        }
    }

    /**
     * Something that is about no room.
     *
     * @param subject what it is about, for the log
     * @param change what it does to the tables
     */
    record Change(String subject, TableChange change) implements WriteTask {
        private static final int OBJECTS = 256;

        @Override
        public long weight() {
            return OBJECTS;
        }
    }

    private static long snapshot(@Nullable RoomSnapshot now) {
        // Masks are shared with the room as long as there is one and they are on its lists, which may be over soon.
        return now == null
                ? 0
                : SNAPSHOT + HeapSize.string(now.topic().text()) + HeapSize.string(now.modes().key())
                        + now.modes().heapSize();
    }
}

package dev.chatroom.core;

import dev.chatroom.core.history.RoomOrigin;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rooms there are, by their names: no two are made of one name. For any thread. */
final class RoomTable {
    /** So many rooms may be opened at once. */
    private static final int OPENINGS = 64;

    private final BiFunction<RoomName, RoomOrigin, Room> maker;
    private final Function<RoomName, Optional<StoredRoom>> store;
    private final ConcurrentHashMap<String, Room> rooms = new ConcurrentHashMap<>();

    /** One of them is held while a room is opened; which, its name says. */
    private final List<ReentrantLock> openings =
            Stream.generate(ReentrantLock::new).limit(OPENINGS).toList();

    /** @param store finds what is kept of a room; may wait, and may throw */
    RoomTable(BiFunction<RoomName, RoomOrigin, Room> maker, Function<RoomName, Optional<StoredRoom>> store) {
        this.maker = maker;
        this.store = store;
    }

    @Nullable Room get(RoomName name) {
        return rooms.get(name.key());
    }

    Collection<Room> all() {
        return rooms.values();
    }

    /** The room of this name; makes it if there is none and what is kept of it is as wanted; else null. */
    @Nullable Room open(RoomName name, Predicate<Optional<StoredRoom>> wanted) {
        Room there = rooms.get(name.key());
        if (there != null) {
            return there;
        }
        // Not in the map's own way, which must not wait for a disk.
        ReentrantLock opening = openings.get(Math.floorMod(name.key().hashCode(), OPENINGS));
        opening.lock();
        try {
            Room room = rooms.get(name.key());
            if (room != null) {
                return room;
            }
            Optional<StoredRoom> kept = store.apply(name);
            return wanted.test(kept)
                    ? open(name, kept.<RoomOrigin>map(RoomOrigin.Kept::new).orElseGet(RoomOrigin.Nothing::new))
                    : null;
        } finally {
            opening.unlock();
        }
    }

    /** Makes a room of which there is none of this name. */
    Room open(RoomName name, RoomOrigin origin) {
        Room room = maker.apply(name, origin);
        rooms.put(name.key(), room);
        return room;
    }

    void remove(Room room) {
        rooms.remove(room.name().key(), room);
    }
}

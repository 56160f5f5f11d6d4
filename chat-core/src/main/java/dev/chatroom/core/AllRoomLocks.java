package dev.chatroom.core;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that happens in all rooms of a user at once: in none of them does anything come in between. So whoever reads
 * several of them reads of it in one place, and of nothing that came of it before.
 */
final class AllRoomLocks {
    private AllRoomLocks() {}

    /**
     * Does something in each room, and then wakes the readers. The rooms' append locks are taken in the order of their
     * keys, of which a user has no two alike; whoever holds one for anything else takes no second one.
     */
    static void forEach(List<Membership> memberships, Consumer<Membership> action) {
        forEach(memberships, () -> {
        }, action);
    }

    /** The same, with something that is done first, when nothing can happen in any of the rooms any more. */
    static void forEach(List<Membership> memberships, Runnable first, Consumer<Membership> action) {
        List<Room> rooms = memberships.stream()
                .map(Membership::room)
                .sorted(Comparator.comparing(room -> room.name().key()))
                .toList();
        rooms.forEach(Room::hold);
        try {
            first.run();
            memberships.forEach(action);
        } finally {
            rooms.forEach(Room::letGo);
        }
        rooms.forEach(Room::wake);
    }
}

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
        List<Room> rooms = memberships.stream()
                .map(Membership::room)
                .sorted(Comparator.comparing(room -> room.name().key()))
                .toList();
        rooms.forEach(Room::hold);
        try {
            memberships.forEach(action);
        } finally {
            rooms.forEach(Room::letGo);
        }
        rooms.forEach(Room::wake);
    }
}

package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Something that happens in all rooms of a user at once: nothing else of this chat comes in between in any of them, and with
 * the append lock nothing at all. So whoever reads several of them reads of it in one place, and of nothing that came of it
 * before.
 */
final class AllRoomLocks {
    private AllRoomLocks() {}

    /**
     * Asks something of each room, and then wakes the readers. The rooms' append locks are taken in the order of their
     * keys, of which a user has no two alike; whoever holds one for anything else takes no second one.
     *
     * @param first is done when nothing can happen in any of the rooms any more
     */
    static <E extends RoomEvent> void forEach(
            List<Membership> memberships, Runnable first, Function<Membership, Request<E>> requests) {
        List<Room> rooms = memberships.stream()
                .map(Membership::room)
                .sorted(Comparator.comparing(room -> room.name().key()))
                .toList();
        List<RoomRequests> inOrder = rooms.stream().map(Room::requests).toList();
        inOrder.forEach(RoomRequests::takeTurn);
        try {
            List<Request<E>> begun = begin(inOrder, memberships, first, requests);
            for (int i = 0; i < begun.size(); i++) {
                Request<E> request = begun.get(i);
                request.conclude(memberships.get(i).room().requests().settle(request));
            }
        } finally {
            inOrder.forEach(RoomRequests::passTurn);
        }
        rooms.forEach(Room::wake);
    }

    private static <E extends RoomEvent> List<Request<E>> begin(
            List<RoomRequests> rooms, List<Membership> memberships, Runnable first,
            Function<Membership, Request<E>> requests) {
        List<Request<E>> begun = new ArrayList<>();
        rooms.forEach(RoomRequests::hold);
        try {
            first.run();
            for (Membership membership : memberships) {
                Request<E> request = requests.apply(membership);
                begun.add(request);
                membership.room().requests().begin(request);
            }
        } finally {
            rooms.forEach(RoomRequests::letGo);
        }
        return begun;
    }
}

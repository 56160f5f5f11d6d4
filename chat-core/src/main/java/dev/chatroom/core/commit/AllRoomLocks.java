package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Something that happens in all rooms of a user at once: nothing else of this chat comes in between in any of them, and with
 * the append lock nothing at all. So whoever reads several of them reads of it in one place, and of nothing that came of it
 * before.
 *
 * @param <P> the place of the user in a room
 */
public final class AllRoomLocks<P> {
    private final List<P> places;
    private final Function<P, RoomRequests> roomOf;

    /** The rooms of these places, in the order of their keys. */
    private final List<RoomRequests> inOrder;

    public AllRoomLocks(List<P> places, Function<P, RoomRequests> roomOf) {
        this.places = places;
        this.roomOf = roomOf;
        this.inOrder = places.stream().map(roomOf).sorted(Comparator.comparing(RoomRequests::key)).toList();
    }

    /**
     * Asks something of each room, and then wakes the readers. The rooms' append locks are taken in the order of their
     * keys, of which a user has no two alike; whoever holds one for anything else takes no second one.
     *
     * @param first is done when nothing can happen in any of the rooms any more
     */
    public <E extends RoomEvent> void perform(Runnable first, Function<P, Request<E>> asked) {
        inOrder.forEach(RoomRequests::takeTurn);
        try {
            List<Request<E>> begun = begin(first, asked);
            for (int i = 0; i < begun.size(); i++) {
                Request<E> request = begun.get(i);
                request.conclude(roomOf.apply(places.get(i)).settle(request));
            }
        } finally {
            inOrder.forEach(RoomRequests::passTurn);
        }
        inOrder.forEach(RoomRequests::wake);
    }

    private <E extends RoomEvent> List<Request<E>> begin(Runnable first, Function<P, Request<E>> asked) {
        List<Request<E>> begun = new ArrayList<>();
        inOrder.forEach(RoomRequests::hold);
        try {
            first.run();
            for (P place : places) {
                Request<E> request = asked.apply(place);
                begun.add(request);
                roomOf.apply(place).begin(request);
            }
        } finally {
            inOrder.forEach(RoomRequests::letGo);
        }
        return begun;
    }
}

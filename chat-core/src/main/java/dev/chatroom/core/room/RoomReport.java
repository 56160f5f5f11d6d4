package dev.chatroom.core.room;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.event.ChatEvent;

/**
 * A room as it was at one position, for a reader who has just come to that position: it includes all that has been read of the
 * room, and nothing that follows.
 *
 * @param view the room
 * @param about what it is to be read for, as whoever asked for it has said
 */
public record RoomReport(RoomView view, Delivery.Reply<ChatEvent> about) implements Delivery.Reply<ChatEvent> {
    private static final int OBJECT = 24;

    @Override
    public int weight() {
        return weight(view, about.weight());
    }

    /** The weight of a report, for whoever has asked already what the reply weighs that it is about. */
    public static int weight(RoomView view, int about) {
        return OBJECT + view.heapSize() + about;
    }
}

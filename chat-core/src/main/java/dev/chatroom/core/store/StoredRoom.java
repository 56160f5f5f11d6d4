package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.room.RoomSnapshot;
import java.util.List;

/**
 * A room that goes on.
 *
 * @param snapshot what it was after the last event that is kept
 * @param recent the newest messages for everybody, the oldest of them first, without what was taken back
 */
public record StoredRoom(RoomSnapshot snapshot, List<Message> recent) {
    /** Copies. */
    public StoredRoom {
        recent = List.copyOf(recent);
    }
}

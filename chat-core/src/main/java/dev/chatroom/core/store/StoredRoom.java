package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.room.RoomSnapshot;
import java.util.List;

/**
 * A room that goes on.
 *
 * @param snapshot what it was after the last event that is kept
 * @param spoken whether anything is kept that was said in it, or so much of what else happened that it is not forgotten
 * @param recent the newest messages for everybody, the oldest of them first, without what was taken back
 */
public record StoredRoom(RoomSnapshot snapshot, boolean spoken, List<Message> recent) {
    /** Copies. */
    public StoredRoom {
        recent = List.copyOf(recent);
    }

    /**
     * Whether the room is one that was left and goes on. If people only came and went, which is kept of a process that ended
     * before they left, it is as a new room for whoever comes.
     */
    public boolean goesOn() {
        return spoken || snapshot.isArranged();
    }
}

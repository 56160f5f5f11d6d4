package dev.chatroom.core.outbox;

import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.room.RoomView;

/** A room as one of its readers follows it: a place in its history, and what the room is at the newest one. */
public interface RoomFeed {
    /** What is read of the room. For the outbox of its reader alone. */
    Subscription<ChatEvent> subscription();

    /** The room as it is now, with at most so many members and so many recent messages listed. */
    RoomView view(int maxMembers, int maxRecent);

    /** The sequence of the newest event, 0 before the first. */
    long newest();
}

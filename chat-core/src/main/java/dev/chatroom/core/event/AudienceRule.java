package dev.chatroom.core.event;

import dev.chatroom.core.broadcast.ReadRule;
import dev.chatroom.core.event.ChatEvent.RoomEvent;

/** Events of a room are for their author and their audience. Readers are ids of users. */
public final class AudienceRule implements ReadRule<ChatEvent> {

    /** For the log of any room. */
    public AudienceRule() {}

    @Override
    public boolean isForAll(ChatEvent event) {
        return !(event instanceof RoomEvent inRoom) || inRoom.audience().isEverybody();
    }

    @Override
    public boolean isFor(ChatEvent event, long reader) {
        return !(event instanceof RoomEvent inRoom)
                || inRoom.audience().includes(reader)
                || inRoom.author().userId() == reader;
    }
}

package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.RoomEvent;

/** Events of a room are for their author and their audience. Readers are ids of users. */
final class AudienceRule implements ReadRule<ChatEvent> {

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

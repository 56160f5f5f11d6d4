package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.history.Window;
import java.util.List;
import java.util.Optional;

/** What a room keeps, for the history of a chat that is given no store. */
record RoomWindow(Room room) implements Window {
    @Override
    public long oldest() {
        return room.oldest();
    }

    @Override
    public long newest() {
        return room.newest();
    }

    @Override
    public Optional<RoomEvent> event(long sequence) {
        return room.event(sequence);
    }

    @Override
    public List<Message> messages() {
        return room.read(state -> state.recent().newest(Integer.MAX_VALUE));
    }
}

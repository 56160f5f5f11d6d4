package dev.chatroom.core.history;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.List;
import java.util.Optional;

/** What a room keeps, for the history of a chat that is given no store. */
public record RoomWindow(RoomHistory history) implements Window {
    @Override
    public long oldest() {
        return history.log().oldest();
    }

    @Override
    public long newest() {
        return history.log().newest();
    }

    @Override
    public Optional<RoomEvent> event(long sequence) {
        return history.log().kept(sequence) instanceof RoomEvent event ? Optional.of(event) : Optional.empty();
    }

    @Override
    public List<Message> messages() {
        return history.locked(() -> history.current().recent().newest(Integer.MAX_VALUE));
    }
}

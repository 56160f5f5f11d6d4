package dev.chatroom.core.history;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.function.Supplier;

/**
 * The history of a chat that is to remember nothing: what rooms keep for readers who are behind is read by those alone, and by
 * nobody who comes later.
 */
public final class NoHistory implements HistoryStore {
    @Override
    public boolean keepsMessages() {
        return false;
    }

    @Override
    public Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers) {
        return event -> true;
    }

    @Override
    public List<RoomEvent> read(HistoryQuery query) {
        return List.of();
    }

    @Override
    public List<Message> search(HistorySearch search) {
        return List.of();
    }

    @Override
    public void close() {
        // There is nothing.
    }
}

package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.List;

/**
 * Reads what happened in rooms. It asks nobody who may read what: that is for {@code ChatView}, or for a program that reads for
 * itself. For any thread; may wait for a disk.
 */
public interface HistoryReader {

    /** Events of a room, the oldest first. */
    List<RoomEvent> read(HistoryQuery query);

    /**
     * Waits while so much is to be kept yet that those who act should: whoever acts for users calls it between two requests, so
     * that memory does not fill with what a slow disk has yet to take.
     */
    default void awaitSpace() throws InterruptedException {}

    /** What people said in a room, the newest first. */
    List<Message> search(HistorySearch search);
}

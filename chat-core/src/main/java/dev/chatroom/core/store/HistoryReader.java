package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.util.List;

/**
 * Reads what happened in rooms. It asks nobody who may read what: that is for {@code ChatView}, or for a program that reads for
 * itself. For any thread; may wait for a disk.
 */
public interface HistoryReader {

    /** Whether whoever reads waits for a disk, rather than keeping a processor busy. */
    default boolean waitsForDisk() {
        return false;
    }

    /** Whether anything that was said can be read again; if not, nothing is ever found. */
    default boolean keepsMessages() {
        return true;
    }

    /**
     * Events of a room, the oldest first.
     *
     * @throws UnreadableHistoryException if that cannot be answered now
     */
    List<RoomEvent> read(HistoryQuery query);

    /**
     * Waits while so much is to be kept yet that those who act should: whoever acts for users calls it between two requests, so
     * that memory does not fill with what a slow disk has yet to take.
     */
    default void awaitSpace() throws InterruptedException {}

    /**
     * Waits until all that has happened so far is kept, or cannot be: for whoever is answered otherwise than by reading the event,
     * which comes when it is kept.
     *
     * @return false if it cannot be kept now, and may be lost
     */
    default boolean awaitKept() {
        return true;
    }

    /**
     * What people said in rooms, in the {@linkplain HistorySearch#order order} of the search.
     *
     * @throws UnreadableHistoryException if that cannot be answered now
     */
    List<Message> search(HistorySearch search);

    /**
     * Events of all rooms up to this id have been forgotten, 0 if none have: they are shown to nobody any more, from memory neither.
     * Never falls; quick; waits for nothing.
     */
    default long forgottenUpTo() {
        return 0;
    }

    /** How far people have read. */
    default ReadMarkers readMarkers() {
        return ReadMarkers.NONE;
    }
}

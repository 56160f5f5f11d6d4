package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Keeps what happens in rooms, and reads it again. For any thread.
 *
 * <p>The contract:
 * <ul>
 * <li><b>Told first.</b> Each event of a room is appended once, in the order of the room, before any reader can have it.
 * <li><b>Shown when kept.</b> Readers get an event when the store says that it is kept, and never before one that comes
 * earlier in its room. A store that writes to a disk says so later, for many events at once.
 * <li><b>Read in order.</b> What is read comes in the order of the room, each event once, without what was taken back and
 * without what is not for the reader.
 * <li><b>What is shown can be read</b>, until the store forgets it: the oldest first.
 * </ul>
 */
public interface HistoryStore extends AutoCloseable {

    /**
     * Begins to keep a room. Called when the room comes into being, which may be again after it has gone.
     *
     * @param shown lets readers have all events of the room up to a sequence; for any thread, which must hold no lock that
     *         {@link Appender#append} takes
     */
    Appender open(RoomName room, LongConsumer shown);

    /** Events of a room, the oldest first. May wait for a disk, so it is called under no lock of a room. */
    List<RoomEvent> read(HistoryQuery query);

    /** What people said, the newest first. May wait for a disk, so it is called under no lock of a room. */
    List<Message> search(HistorySearch search);

    /** Keeps all that was appended, shows it, and takes nothing more. Idempotent. */
    @Override
    void close();

    /** Takes the events of one room. */
    @FunctionalInterface
    interface Appender {

        /**
         * Takes the next event. Called under the room's append lock, so it must be quick and must not block. If it throws,
         * the event is shown all the same.
         *
         * @return true if readers may have it at once, and all before it; false if that is said later
         */
        boolean append(RoomEvent event);
    }
}

package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps what happens in rooms, and reads it again. For any thread.
 *
 * <p>The contract:
 * <ul>
 * <li><b>Told first.</b> Each event of a room is appended once, in the order of the room, before any reader can have it.
 * <li><b>Shown when kept.</b> Readers get an event when the store says that it is kept, and never before one that comes
 * earlier in its room. A store that writes to a disk says so later, for many events at once. What waits for it takes heap,
 * which counts as kept and cannot be given back: the store must not let it grow.
 * <li><b>Read in order.</b> What is read comes in the order of the room, each event once, without what was taken back and
 * without what is not for the reader.
 * <li><b>What is shown can be read</b>, until the store forgets it: the oldest first.
 * </ul>
 *
 * <p>Rooms are known by {@link RoomName#key}, events by their ids. Sequences begin with 1 whenever a room comes into being,
 * so they do not tell events of one name apart, unless the store {@linkplain #keepsRooms keeps rooms}.
 */
public interface HistoryStore extends HistoryReader, AutoCloseable {

    /**
     * Whether rooms outlast their members: who comes into one that is kept finds it as it was left. If so, {@link #restore}
     * is asked for each room that somebody enters, and nobody becomes its operator by entering it.
     */
    default boolean keepsRooms() {
        return false;
    }

    /**
     * Looks for a room that is kept and that nobody is in: all that was appended to it has been kept by then. Called before
     * {@link #open} and never at the same time for the same room. May wait for a disk. What it throws goes to whoever wanted
     * to come in.
     *
     * @param mostRecent how many messages of it are wanted at most
     * @return empty if there is no such room, which is then made anew
     * @throws UnreadableHistoryException if it cannot be read now: nobody comes in then
     */
    default Optional<StoredRoom> restore(RoomName room, int mostRecent) {
        return Optional.empty();
    }

    /**
     * What is kept of a room, if anything, without its messages: all that was appended may not have been kept by then. May wait
     * for a disk.
     *
     * @throws UnreadableHistoryException if it cannot be read now
     */
    default Optional<StoredRoom> kept(RoomName room) {
        return Optional.empty();
    }

    /**
     * The same of all rooms.
     *
     * @param wanted which of them are asked for, by their names; is called by any thread, quick, and calls no store
     * @param secret whether those that are secret are asked for as well; if not, some may be given all the same that became
     *         secret a moment ago
     * @param most how many are asked for at most
     */
    default Kept kept(Predicate<RoomName> wanted, boolean secret, int most) {
        return Kept.NONE;
    }

    /**
     * Rooms that are kept.
     *
     * @param rooms those in which something happened last first
     * @param lookedAt how many were looked at to find them: it took time in the order of that
     */
    record Kept(List<StoredRoom> rooms, int lookedAt) {
        /** No room is kept. */
        public static final Kept NONE = new Kept(List.of(), 0);

        /** Copies. */
        public Kept {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * Begins to keep a room. Called when the room comes into being, or goes on after {@link #restore}, and even after
     * {@link #close}. Must be quick, must not block, and must not call the chat; what it throws goes to whoever wanted to
     * come in, and there is no room.
     *
     * @param now what the room is; may be asked during an append alone, and includes what is appended
     * @param readers is told what is kept
     */
    Appender open(RoomName room, Supplier<RoomSnapshot> now, Readers readers);

    /**
     * Keeps all that was appended, shows it, and takes nothing more. Idempotent. What it throws goes to the handler of the
     * thread's uncaught exceptions, and the chat closes all the same.
     */
    @Override
    void close();

    /**
     * The readers of one room. Both are for any thread that holds no lock which {@link Appender#append} takes.
     *
     * @param show lets them have all events of the room up to a sequence, and wakes nobody. It takes the room's append lock.
     *         During an append it may be called by the thread that appends, which wakes by itself
     * @param wake wakes those who sleep, for all that was shown; once for many events, and not during an append
     */
    record Readers(LongConsumer show, Runnable wake) {}

    /** Takes the events of one room. */
    @FunctionalInterface
    interface Appender {

        /**
         * Takes the next event. Called under the room's append lock, so it must be quick and must not block. If it throws
         * anything, the event is shown all the same, once those before it are.
         *
         * @return true if readers may have it at once, and all before it; false if that is said later
         */
        boolean append(RoomEvent event);

        /**
         * Whether something may be said now. Asked under the room's append lock before each message, topic and change of modes,
         * so it must be quick. If false, these are refused with {@link dev.chatroom.core.limit.Refusal.NotKept}; all else that happens is appended.
         */
        default boolean takesSpeech() {
            return true;
        }

        /**
         * The last member has left, or nobody was let in and nothing was appended; nothing more comes. Called under the room's
         * append lock, as {@link #append}.
         */
        default void retire() {}
    }
}

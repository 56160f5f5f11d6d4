package dev.chatroom.core.order;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import java.time.Instant;

/**
 * Gives what happens in rooms its place in one order. A chat asks it for a place for each event before it applies the
 * event. The default is the append lock of each room ({@link #appendLock}); several nodes share a stream that all of them
 * read. One sequencer serves one chat. For any thread.
 *
 * <p>The contract:
 * <ul>
 * <li><b>S1 one order.</b> All chats that share an order are handed the same events, in the same order, one at a time, each
 * with an id that is greater than all before it. A chat that opens later is handed all from the beginning, or all that comes
 * after the rooms that it takes up ({@link dev.chatroom.core.ChatBuilder#checkpoint}). A chat takes an event that it is handed twice only
 * once.
 * <li><b>S2 speech as it is.</b> What people say ({@link #ANYWHERE}) gets the next place, whatever comes before it. It
 * was decided on a state that may be older by then.
 * <li><b>S3 changes as expected.</b> Everything else depends on the state of the room. It gets a place only if no other
 * change of that room comes between the one after which it was decided and that place; speech may.
 * <li><b>S4 one answer.</b> Each event that is underway is handed over or refused, and whoever asked for it waits for that.
 * To be refused is final: the event does not come later. So a sequencer that does not know whether its stream has taken an
 * event finds that out before it answers.
 * <li><b>S5 catching up.</b> An event is refused as {@linkplain Rejection#OVERTAKEN overtaken} after the change that was
 * faster has been handed over. The room then decides anew, a bounded number of times.
 * <li><b>S6 being cut off.</b> While the order cannot be reached, {@link #append} says so at once, and {@link #isCutOff}
 * is true. Nothing is kept to be appended later. What has been handed over stays and can be read.
 * <li><b>S7 several rooms.</b> What happens in all rooms of a user at once, such as a renaming, is one event in each of
 * them, with one id of the change. The events are appended right after one another, while nothing else from this chat can
 * come between them. The append lock keeps all else out of the rooms meanwhile. A stream need not: events of other nodes may
 * come between them, and one that is overtaken comes later, but each room has its event exactly once, in its one order.
 * <li><b>S8 the end.</b> After {@link #close} nothing is handed over. Whoever still waits is told that the chat is gone.
 * <li><b>S9 batches.</b> Readers read what has been handed over, and whoever asked for it is told, when the order says that it
 * has no more for now ({@link Receiver#endBatch}). That never waits for an event that may not come: only while many come it may
 * wait some milliseconds for more of them.
 * </ul>
 */
public interface Sequencer extends AutoCloseable {
    /** For speech: it may come after anything. */
    long ANYWHERE = -1;

    /** The order of one node: whoever holds the append lock of a room has the next place in it. */
    static Sequencer appendLock() {
        return AppendLock.INSTANCE;
    }

    /**
     * Begins. Called once, when the chat opens; what it throws goes to whoever opens the chat.
     *
     * @param receiver is handed the events
     */
    void open(Receiver receiver);

    /**
     * Asks for a place. Called under the append lock of the event's room, so it must be quick, must not block and must not
     * call the receiver. A chat appends the events of a room one after the other, and an order keeps those of one chat so; and
     * what one user does in several rooms, as far as it gets a place. If it throws anything, that counts as {@link Placement#CUT_OFF}.
     *
     * @param event as it was decided; its id is unique among all chats that share the order and names the event until it has
     *         a place; its sequence and time are those that it would have had at once
     * @param after {@link #ANYWHERE}; or the id of the last change that the room was handed, 0 if there has been none since
     *         the room came into being: then it is the last one of that name that was handed to this chat, if any
     */
    Placement append(RoomEvent event, long after);

    /**
     * Whether each event gets its place when it is appended. If so, {@link #append} always says {@link Placement#PLACED};
     * if not, it never does. Always the same.
     */
    boolean placesAtOnce();

    /** Whether the order cannot be reached now, as far as is known. Must be quick. */
    boolean isCutOff();

    /** Hands over nothing more. Idempotent. What it throws goes to the handler of the thread's uncaught exceptions. */
    @Override
    void close();

    /**
     * A chat, as it is handed what has a place. One thread calls it at a time, which holds no lock that {@link #append}
     * takes. It may wait for the lock of a room or of a reader, but for nothing that takes long.
     */
    interface Receiver {

        /**
         * The event has its place, which is the next one in its room.
         *
         * @param event as it was appended, by this chat or another
         * @param id its place in the order of all rooms; positive; readers know the event by it
         * @param at when it got that place; no earlier than the event before it
         */
        void apply(RoomEvent event, long id, Instant at);

        /**
         * All has been handed over that there is for now, or many events have been. It follows each call of {@link #apply} sooner
         * or later, whatever that has thrown, except after {@link Sequencer#close}.
         */
        void endBatch();

        /**
         * An event that this chat appended has got no place, and will get none.
         *
         * @param id the id with which it was appended
         */
        void refuse(long id, Rejection why);
    }
}

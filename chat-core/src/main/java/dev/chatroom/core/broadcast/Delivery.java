package dev.chatroom.core.broadcast;

import dev.chatroom.core.memory.HeapSize;
import java.util.Objects;

/**
 * What a reader is handed: an event, a private reply, the news that it fell behind, or the end.
 *
 * @param <E> the type of the events
 */
public sealed interface Delivery<E> {

    /** What comes out of a {@link Subscription}: everything but a {@link Reply}, which only an {@code Outbox} knows. */
    sealed interface FromLog<E> extends Delivery<E> permits Event, Lagged, Closed {}

    /**
     * An event.
     *
     * @param sequence its place in the log it comes from, counted from 1 without gaps; what an {@code Outbox} leaves out is
     *                 for others; 0 if it was sent to this reader alone and is in no log
     * @param event the event itself
     */
    record Event<E>(long sequence, E event) implements FromLog<E> {}

    /**
     * The reader fell further behind than the log is long. The oldest event that is left comes next, unless the reader
     * has meanwhile missed that one too.
     *
     * @param source the name of the broadcaster whose events were missed
     * @param missed how many events were missed since the last delivery from it, exactly; at least 1
     */
    record Lagged<E>(String source, long missed) implements FromLog<E> {}

    /** Nothing will follow. */
    record Closed<E>() implements FromLog<E> {}

    /**
     * Something for this reader alone. What it is, whoever sends it agrees on with whoever reads it: each language that clients
     * speak has types of its own. The core passes it on unread. It should be immutable.
     */
    non-sealed interface Reply<E> extends Delivery<E> {
        /**
         * How many bytes of heap it takes as long as it waits, with all that is there for it alone; not negative. Asked by the
         * thread that sends it, under no lock.
         */
        int weight();
    }

    /**
     * The simplest reply: a line of text.
     *
     * @param text the line, without a line end
     */
    record TextReply<E>(String text) implements Reply<E> {
        private static final int OBJECT = 16;

        /** Refuses null. */
        public TextReply {
            Objects.requireNonNull(text, "a line is not null");
        }

        @Override
        public int weight() {
            return OBJECT + HeapSize.string(text);
        }
    }
}

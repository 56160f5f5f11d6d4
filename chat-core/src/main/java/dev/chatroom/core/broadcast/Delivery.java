package dev.chatroom.core.broadcast;

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
     * A line for this reader alone, already in the reader's own dialect. The core passes it on unread.
     *
     * @param text the line, without a line end
     */
    record Reply<E>(String text) implements Delivery<E> {}
}

package dev.chatroom.core.broadcast;

import dev.chatroom.core.memory.MemoryAccount;
import org.jspecify.annotations.Nullable;

/**
 * The events of one log that a reader reads next, in order and without a gap: it takes as many of them as it wants, one
 * by one, or many at a time if it has what it needs of them already. What it leaves comes again.
 *
 * <p>For the thread it is given to, until that returns from where it was given it.
 *
 * @param <E> the type of the events
 */
public final class EventBatch<E> {
    private final Subscription<E> reader;
    private final long last;

    EventBatch(Subscription<E> reader, long last) {
        this.reader = reader;
        this.last = last;
    }

    /** The sequence of the next event, or one more than {@link #last} if all have been taken. */
    public long position() {
        return reader.cursor() + 1;
    }

    /** The sequence of the last event. */
    public long last() {
        return last;
    }

    /** Whether all have been taken. */
    public boolean isTaken() {
        return reader.cursor() >= last;
    }

    /** Takes the next event; null if all have been taken, or if it has just been forgotten, which is reported later. */
    public Delivery.@Nullable Event<E> next() {
        return isTaken() ? null : reader.nextKept();
    }

    /** An event of the batch, without taking it; null if it has just been forgotten. */
    public Delivery.@Nullable Event<E> peek(long sequence) {
        return sequence > last ? null : reader.peek(sequence);
    }

    /** Takes all up to this one. */
    public void advanceTo(long sequence) {
        if (sequence < position() || sequence > last) {
            throw new IllegalArgumentException(sequence + " is not from " + position() + " to " + last);
        }
        reader.moveTo(sequence);
    }

    /**
     * The account of the log, always the same one. Readers that keep its events in another form charge that there, and add a
     * {@link MemoryAccount.Cache} to it. For any thread.
     */
    public MemoryAccount account() {
        return reader.account();
    }
}

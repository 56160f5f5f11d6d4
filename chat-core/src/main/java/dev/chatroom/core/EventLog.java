package dev.chatroom.core;

import dev.chatroom.core.Delivery.Event;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a broadcaster, in a ring that grows with use up to its bounds and then forgets the oldest.
 *
 * <p>One writer at a time, under the broadcaster's lock; any number of readers, without a lock. A slot holds an
 * immutable {@link Event} that knows its own sequence, so a reader whose slot was overwritten notices and is never
 * torn. The order of the writes makes that safe: {@code oldest} moves before a slot is emptied, a slot is filled before
 * {@code newest} moves, and a grown ring is complete before it is shown.
 */
final class EventLog<E> {
    private static final int FIRST_SLOTS = 8;

    private final int maxEvents;
    private final long maxWeight;
    private final ToIntFunction<? super E> weigher;

    private volatile AtomicReferenceArray<@Nullable Event<E>> slots = new AtomicReferenceArray<>(1);
    private volatile long oldest = 1;
    private volatile long newest;
    private long weight;

    EventLog(int maxEvents, long maxWeight, ToIntFunction<? super E> weigher) {
        this.maxEvents = maxEvents;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    /** How many events it keeps at most. */
    int maxEvents() {
        return maxEvents;
    }

    /** The sequence of the newest event, 0 before the first. */
    long newest() {
        return newest;
    }

    /** The sequence of the oldest event that is kept; one past the newest if none is. */
    long oldest() {
        return oldest;
    }

    /** The event with this sequence, which must have been appended before; null if it has been forgotten since. */
    @Nullable Event<E> get(long sequence) {
        AtomicReferenceArray<@Nullable Event<E>> ring = slots;
        Event<E> event = ring.getAcquire(slot(sequence, ring));
        return event != null && event.sequence() == sequence ? event : null;
    }

    /** Appends; the caller holds the broadcaster's lock. An event heavier than the whole log is kept alone. */
    void append(E event) {
        int added = weigher.applyAsInt(event);
        while (newest - oldest + 1 == maxEvents || (weight + added > maxWeight && oldest <= newest)) {
            forgetOldest();
        }
        long sequence = newest + 1;
        AtomicReferenceArray<@Nullable Event<E>> ring = roomForOneMore();
        ring.setRelease(slot(sequence, ring), new Event<>(sequence, event));
        weight += added;
        newest = sequence;
    }

    private void forgetOldest() {
        long sequence = oldest;
        Event<E> event = get(sequence);
        if (event != null) {
            weight -= weigher.applyAsInt(event.event());
        }
        oldest = sequence + 1;
        slots.setRelease(slot(sequence, slots), null);
    }

    private AtomicReferenceArray<@Nullable Event<E>> roomForOneMore() {
        AtomicReferenceArray<@Nullable Event<E>> ring = slots;
        if (newest - oldest + 1 < ring.length()) {
            return ring;
        }
        AtomicReferenceArray<@Nullable Event<E>> larger =
                new AtomicReferenceArray<>(Math.max(FIRST_SLOTS, 2 * ring.length()));
        for (long sequence = oldest; sequence <= newest; sequence++) {
            larger.setPlain(slot(sequence, larger), get(sequence));
        }
        slots = larger;
        return larger;
    }

    /** Lengths are powers of two, so the low bits of the sequence are the slot. */
    private static int slot(long sequence, AtomicReferenceArray<?> ring) {
        return (int) sequence & (ring.length() - 1);
    }
}

package dev.chatroom.core;

import dev.chatroom.core.Delivery.Event;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import java.util.function.Supplier;
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

    /** What the events weigh, in the same places as they; owned by the writer. */
    private int[] weights = new int[1];

    private long weight;

    /** Whether an event is being made from its sequence; owned by the writer. */
    private boolean making;

    /** What the readers keep with the log. */
    private final AtomicReference<@Nullable Object> attachment = new AtomicReference<>();

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

    /** Makes the next event from its sequence; the caller holds the broadcaster's lock. */
    E make(LongFunction<? extends E> event) {
        refuseWhileMaking();
        making = true;
        try {
            return Objects.requireNonNull(event.apply(newest + 1), "an event is not null");
        } finally {
            making = false;
        }
    }

    private void refuseWhileMaking() {
        if (making) {
            throw new IllegalStateException(
                    "what makes an event must not publish another, which would take its sequence");
        }
    }

    /**
     * Appends; the caller holds the broadcaster's lock. An event heavier than the whole log is kept alone. If it cannot be
     * weighed, nothing has happened.
     */
    void append(E event) {
        refuseWhileMaking();
        int added = weigher.applyAsInt(event);
        if (added < 0) {
            throw new IllegalArgumentException("an event weighs " + added + ", but weights are not negative");
        }
        while (newest - oldest + 1 == maxEvents || (weight + added > maxWeight && oldest <= newest)) {
            forgetOldest();
        }
        long sequence = newest + 1;
        AtomicReferenceArray<@Nullable Event<E>> ring = roomForOneMore();
        ring.setRelease(slot(sequence, ring), new Event<>(sequence, event));
        weights[slot(sequence, ring)] = added;
        weight += added;
        newest = sequence;
    }

    /** What {@link Stretch#attachment} says. */
    <T> T attachment(Class<T> type, Supplier<T> made) {
        T known = type.cast(attachment.get());
        if (known != null) {
            return known;
        }
        T mine = made.get();
        return attachment.compareAndSet(null, mine) ? mine : attachment(type, made);
    }

    private void forgetOldest() {
        long sequence = oldest;
        weight -= weights[slot(sequence, slots)];
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
        int[] largerWeights = new int[larger.length()];
        for (long sequence = oldest; sequence <= newest; sequence++) {
            larger.setPlain(slot(sequence, larger), get(sequence));
            largerWeights[slot(sequence, larger)] = weights[slot(sequence, ring)];
        }
        slots = larger;
        weights = largerWeights;
        return larger;
    }

    /** Lengths are powers of two, so the low bits of the sequence are the slot. */
    private static int slot(long sequence, AtomicReferenceArray<?> ring) {
        return (int) sequence & (ring.length() - 1);
    }
}

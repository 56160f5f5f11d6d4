package dev.chatroom.core.broadcast;

import dev.chatroom.core.broadcast.Delivery.Event;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.MemoryAccount;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a broadcaster, in a ring that grows with use up to its bounds and then forgets the oldest.
 *
 * <p>One writer at a time, under the broadcaster's lock; any number of readers, without a lock. A slot holds an
 * immutable {@link Event} that knows its own sequence, so a reader whose slot was overwritten notices and is never
 * torn. The order of the writes makes that safe: {@code oldest} moves before a slot is emptied, a slot is filled before
 * {@code newest} moves, and a ring of another size is complete before it is shown.
 */
public final class EventLog<E> {
    private static final int FIRST_SLOTS = 8;
    private static final int BYTES_PER_SLOT = HeapSize.REFERENCE + Integer.BYTES;

    private final int maxEvents;
    private final long maxWeight;
    private final ToIntFunction<? super E> weigher;
    private final ReadRule<? super E> rule;

    private volatile AtomicReferenceArray<@Nullable Event<E>> slots = new AtomicReferenceArray<>(1);
    private volatile long oldest = 1;
    private volatile long newest;

    /** The sequence of the newest event that is not for everybody, 0 before the first. */
    private volatile long newestRestricted;

    /**
     * False only if no reader sleeps but those whom the pass under way has yet to come to. A reader that goes to sleep sets
     * it before it looks for the last time; a pass clears it before it begins. It is here because readers look here.
     */
    private volatile boolean somebodySleeps;

    /** What the events weigh, in the same places as they; owned by the writer. */
    private int[] weights = new int[1];

    private long weight;

    /** Whether an event is being made from its sequence; owned by the writer. */
    private boolean making;

    /** Charged for what readers keep of the events in other forms. */
    private final MemoryAccount account;

    public EventLog(int maxEvents, long maxWeight, ToIntFunction<? super E> weigher) {
        this(maxEvents, maxWeight, weigher, ReadRule.everything(), MemoryAccount.uncounted());
    }

    /** @param account is charged for what readers keep of the events in other forms */
    public EventLog(
            int maxEvents, long maxWeight, ToIntFunction<? super E> weigher, ReadRule<? super E> rule,
            MemoryAccount account) {
        if (maxEvents < 1 || maxWeight < 1) {
            throw new IllegalArgumentException("a log keeps at least 1 event, not " + maxEvents + "/" + maxWeight);
        }
        this.maxEvents = maxEvents;
        this.maxWeight = maxWeight;
        this.weigher = weigher;
        this.rule = rule;
        this.account = account;
    }

    /** Has the first event come after this sequence, for a log that goes on; to be called first of all. */
    public void beginAfter(long sequence) {
        if (newest != 0 || sequence < 0) {
            throw new IllegalStateException("a log of " + newest + " events cannot begin after " + sequence);
        }
        oldest = sequence + 1;
        newest = sequence;
    }

    /** How many events it keeps at most. */
    int maxEvents() {
        return maxEvents;
    }

    /** The sequence of the newest event, 0 before the first. */
    public long newest() {
        return newest;
    }

    /** The sequence of the oldest event that is kept; one past the newest if none is. */
    public long oldest() {
        return oldest;
    }

    /** Whether there may be an event after this one that is not for everybody. */
    boolean isRestrictedAfter(long sequence) {
        return sequence < newestRestricted;
    }

    /** Whether a reader may read this event. */
    boolean isFor(Event<E> event, long reader) {
        return event.sequence() > newestRestricted
                || rule.isForAll(event.event())
                || rule.isFor(event.event(), reader);
    }

    boolean hasSleepers() {
        return somebodySleeps;
    }

    /** A reader is about to sleep, and has said so. */
    void noteSleeper() {
        if (!somebodySleeps) {
            somebodySleeps = true;
        }
    }

    /** A pass is about to wake all who sleep. */
    void forgetSleepers() {
        somebodySleeps = false;
    }

    /** The event with this sequence, which must have been appended before; null if it has been forgotten since. */
    @Nullable Event<E> get(long sequence) {
        AtomicReferenceArray<@Nullable Event<E>> ring = slots;
        Event<E> event = ring.getAcquire(slot(sequence, ring));
        return event != null && event.sequence() == sequence ? event : null;
    }

    /**
     * Adds events to a collection, in order, as far as they are found at once.
     *
     * @param read the last event that has been read
     * @param last the last event that is asked for, which has been published
     * @param passed is told the last event that the collection has taken, even if it throws for the next
     * @return how many
     */
    int copyTo(Collection<? super Event<E>> target, long read, long last, LongConsumer passed) {
        // Looked up once: if another ring takes its place, this one still has what it had.
        AtomicReferenceArray<@Nullable Event<E>> ring = slots;
        long sequence = read + 1;
        try {
            while (sequence <= last) {
                Event<E> event = ring.getAcquire(slot(sequence, ring));
                if (event == null || event.sequence() != sequence) {
                    break;
                }
                target.add(event);
                sequence++;
            }
        } finally {
            passed.accept(sequence - 1);
        }
        return (int) (sequence - read - 1);
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
    public void append(E event) {
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
        if (!rule.isForAll(event)) {
            newestRestricted = sequence;
        }
        newest = sequence;
    }

    /** Charged for what readers keep of the events in other forms. */
    MemoryAccount account() {
        return account;
    }

    /** How much the events weigh that are kept; the caller holds the broadcaster's lock. */
    public long weight() {
        return weight;
    }

    /** How many bytes of heap it takes besides its events; the caller holds the broadcaster's lock. */
    public long overhead() {
        return (long) BYTES_PER_SLOT * slots.length();
    }

    /**
     * The sequence of the last event before the next that is not for this reader or is forgotten.
     *
     * @param read the last event that has been read
     * @param last the last event that is asked for, which has been published
     */
    long lastFor(long reader, long read, long last) {
        for (long sequence = read + 1; sequence <= last; sequence++) {
            Event<E> event = get(sequence);
            if (event == null || !isFor(event, reader)) {
                return sequence - 1;
            }
        }
        return last;
    }

    /** The sequence of the last event before the next that is for this reader or is forgotten; as before. */
    long lastNotFor(long reader, long read, long last) {
        long sequence = read;
        while (sequence < Math.min(last, newestRestricted)) {
            Event<E> event = get(sequence + 1);
            if (event == null || isFor(event, reader)) {
                break;
            }
            sequence++;
        }
        return sequence;
    }

    /** Forgets everything; the caller holds the broadcaster's lock. Sequences go on as before. */
    void forgetAll() {
        oldest = newest + 1;
        slots = new AtomicReferenceArray<>(1);
        weights = new int[1];
        weight = 0;
    }

    /** Forgets the oldest event, of which there must be one; the caller holds the broadcaster's lock. */
    public void forgetOldest() {
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
        return replaceRing(Math.max(FIRST_SLOTS, 2 * ring.length()));
    }

    /** Gives back the slots of a ring that is mostly empty; the caller holds the broadcaster's lock. */
    public void shrink() {
        int size = slots.length();
        while (size > FIRST_SLOTS && newest - oldest + 1 <= size / 4) {
            size /= 2;
        }
        if (size < slots.length()) {
            replaceRing(size);
        }
    }

    private AtomicReferenceArray<@Nullable Event<E>> replaceRing(int size) {
        AtomicReferenceArray<@Nullable Event<E>> ring = new AtomicReferenceArray<>(size);
        int[] ringWeights = new int[size];
        for (long sequence = oldest; sequence <= newest; sequence++) {
            ring.setPlain(slot(sequence, ring), get(sequence));
            ringWeights[slot(sequence, ring)] = weights[slot(sequence, slots)];
        }
        slots = ring;
        weights = ringWeights;
        return ring;
    }

    /** Lengths are powers of two, so the low bits of the sequence are the slot. */
    private static int slot(long sequence, AtomicReferenceArray<?> ring) {
        return (int) sequence & (ring.length() - 1);
    }
}

package dev.chatroom.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One log that many readers follow, each at its own pace: the broadcast channel that the JDK lacks.
 *
 * <p>The contract:
 * <ul>
 * <li><b>B1 order.</b> All subscribers see the events in one and the same order, that of their sequence: 1, 2, 3, …
 * without gaps.
 * <li><b>B2 no waiting.</b> {@link #publish} never waits for a subscriber, and what it costs does not grow with their
 * number.
 * <li><b>B3 once.</b> A subscriber gets every event once and in order, or {@link Delivery.Lagged} with the exact number
 * that it missed; never a silent gap, never a duplicate.
 * <li><b>B4 bounded.</b> The log keeps at most the given number of events and the given weight, whatever subscribers
 * do; it grows to that only when used.
 * <li><b>B5 a clean end.</b> After {@link #close} what was published is still delivered, then {@link Delivery.Closed}.
 * <li><b>B6 any thread.</b> Publishing, subscribing and closing are safe from any thread; closing is idempotent. A
 * {@link Subscription} itself is read by one thread at a time.
 * </ul>
 *
 * <p>Normal use:
 * <pre>{@code
 * try (Broadcaster<String> news = new Broadcaster<>("news", 1_024, Thread::startVirtualThread);
 *         Subscription<String> reader = news.subscribe()) {
 *     news.publish("hello");
 *     switch (reader.take()) {
 *         case Delivery.Event<String> event -> System.out.println(event.sequence() + " " + event.event());
 *         case Delivery.Lagged<String> lagged -> System.out.println("missed " + lagged.missed());
 *         case Delivery.Closed<String> closed -> System.out.println("the end");
 *     }
 * }
 * }</pre>
 *
 * <p>A reader that lags: with a log of 4 events of which 6 are published before it reads, it gets {@code Lagged("news",
 * 2)}, then the events 3, 4, 5 and 6.
 *
 * @param <E> the type of the events; they should be immutable, since every subscriber gets the same object
 */
public final class Broadcaster<E> implements AutoCloseable {
    /**
     * Up to this many subscribers are woken by the publisher itself: cheaper than handing the pass to another thread.
     */
    private static final int INLINE_WAKES = 16;

    /**
     * How many subscribers a pass wakes before the executor gets its turn: so few that what was touched to wake them is
     * still in the processor's cache when they read.
     */
    private static final int WAKES_PER_TURN = 64;

    private final String name;
    private final EventLog<E> log;

    /**
     * The append lock: guards writing to the log, the list of subscribers, and whatever a {@link Room} puts under it.
     */
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayList<Subscription<E>> subscribers = new ArrayList<>(0);
    /** The size of the list, written under the lock. */
    private volatile int subscriberCount;

    private final WakePass pass;
    private volatile boolean closed;
    private final AtomicReference<@Nullable Object> attachment = new AtomicReference<>();

    /**
     * A broadcaster that is bounded by a number of events.
     *
     * @param name names it in {@link Delivery.Lagged} and to people
     * @param maxEvents how many events the log keeps, at least 1
     * @param passes runs the passes that wake subscribers, in short turns, one at a time; a virtual thread each
     *         serves well
     */
    public Broadcaster(String name, int maxEvents, Executor passes) {
        this(name, maxEvents, Long.MAX_VALUE, event -> 0, passes);
    }

    /**
     * A broadcaster that is bounded by a number of events and by their weight.
     *
     * @param name names it in {@link Delivery.Lagged} and to people
     * @param maxEvents how many events the log keeps, at least 1
     * @param maxWeight how heavy all events together may be; the newest event is kept even if it alone is heavier
     * @param weigher the weight of an event, not negative and always the same for the same event
     * @param passes runs the passes that wake subscribers, in short turns, one at a time; a virtual thread each
     *         serves well
     */
    public Broadcaster(
            String name, int maxEvents, long maxWeight, ToIntFunction<? super E> weigher, Executor passes) {
        if (maxEvents < 1 || maxWeight < 1) {
            throw new IllegalArgumentException("a log keeps at least 1 event, not " + maxEvents + "/" + maxWeight);
        }
        this.name = name;
        this.pass = new WakePass(passes, this::wakeTurn);
        this.log = new EventLog<>(maxEvents, maxWeight, weigher);
    }

    /** The name given at the start. */
    public String name() {
        return name;
    }

    /** The sequence of the newest event, 0 before the first. */
    public long newest() {
        return log.newest();
    }

    /** The sequence of the oldest event that is kept; one more than {@link #newest} if none is. */
    public long oldest() {
        return log.oldest();
    }

    /** The event with this sequence, which must not be more than {@link #newest}; null if it is kept no more. */
    @Nullable E kept(long sequence) {
        Delivery.Event<E> event = log.get(sequence);
        return event == null ? null : event.event();
    }

    /** How many subscribers there are. */
    public int subscribers() {
        return subscriberCount;
    }

    /**
     * Appends an event for all subscribers. Never waits for any of them.
     *
     * @return the event's sequence, counted from 1; 0 if the broadcaster is closed and the event was not taken
     */
    public long publish(E event) {
        return publish((long sequence) -> event);
    }

    /**
     * Appends an event that knows its own sequence.
     *
     * @param event makes the event from its sequence; runs under the append lock, so it must be quick and must not
     *         block
     * @return the event's sequence, counted from 1; 0 if the broadcaster is closed and no event was made
     */
    public long publish(LongFunction<? extends E> event) {
        long sequence;
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            sequence = append(event.apply(nextSequence()));
        } finally {
            lock.unlock();
        }
        wake();
        return sequence;
    }

    /** Subscribes to what is published from now on. */
    public Subscription<E> subscribe() {
        return subscribe(0);
    }

    /** Subscribes to the newest {@code back} events that are still kept and to what is published from now on. */
    public Subscription<E> subscribe(int back) {
        return subscribe(back, Subscription.NOBODY_TO_CALL);
    }

    /**
     * Subscribes for a reader that is called when there is something to read.
     *
     * @param back how many of the newest events to begin with, as far as they are still kept
     * @param onReady called once, by any thread, when something has come after {@link Subscription#poll} returned null;
     *                it must be quick, must not block, and may find that there is nothing after all; what it throws
     *                goes to the uncaught exception handler of the thread that happens to call it
     */
    public Subscription<E> subscribe(int back, Runnable onReady) {
        lock.lock();
        try {
            return subscribeAfter(log.newest() - Math.max(0, back), onReady);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more events. Subscribers get what was published, then {@link Delivery.Closed}. Does not wait for them.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Takes the append lock, under which several steps become one. Nothing that can block may happen under it. */
    void lock() {
        lock.lock();
    }

    /** Gives the append lock back. */
    void unlock() {
        lock.unlock();
    }

    /** The sequence that the next event will have; the caller holds the lock. */
    long nextSequence() {
        return log.newest() + 1;
    }

    /** Appends without waking anybody; the caller holds the lock and calls {@link #wake} later. */
    long append(E event) {
        log.append(event);
        return log.newest();
    }

    /** Subscribes to what follows {@code sequence}, as far as it is kept; the caller holds the lock. */
    Subscription<E> subscribeAfter(long sequence, Runnable onReady) {
        long cursor = Math.max(sequence, log.oldest() - 1);
        Subscription<E> subscription = new Subscription<>(this, log, cursor, onReady);
        subscription.place = subscribers.size();
        subscribers.add(subscription);
        subscriberCount = subscribers.size();
        return subscription;
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

    boolean isClosed() {
        return closed;
    }

    /**
     * Takes a subscription off the list in constant time, by moving the last one into its place; the caller holds the
     * lock.
     *
     * @return the one that was moved, if a pass is under way that may be past its place: the caller wakes it instead
     */
    @Nullable Subscription<E> remove(Subscription<E> subscription) {
        int place = subscription.place;
        if (place == Subscription.NOT_LISTED) {
            return null;
        }
        subscription.place = Subscription.NOT_LISTED;
        Subscription<E> last = subscribers.remove(subscribers.size() - 1);
        subscriberCount = subscribers.size();
        if (last == subscription) {
            return null;
        }
        subscribers.set(place, last);
        last.place = place;
        return pass.isUnderWay() ? last : null;
    }

    /** Sees to it that every subscriber that sleeps is woken, in a pass that begins after this call. */
    void wake() {
        if (subscriberCount <= INLINE_WAKES) {
            turn(0).forEach(Subscription::wake);
            return;
        }
        pass.request();
    }

    private boolean wakeTurn(int number) {
        List<Subscription<E>> turn = turn(number * WAKES_PER_TURN);
        turn.forEach(Subscription::wake);
        return turn.size() == WAKES_PER_TURN;
    }

    private List<Subscription<E>> turn(int from) {
        lock.lock();
        try {
            int to = Math.min(from + WAKES_PER_TURN, subscribers.size());
            return from < to ? List.copyOf(subscribers.subList(from, to)) : List.of();
        } finally {
            lock.unlock();
        }
    }
}

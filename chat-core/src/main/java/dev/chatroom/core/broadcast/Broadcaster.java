package dev.chatroom.core.broadcast;

import dev.chatroom.core.memory.MemoryAccount;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One log that many readers follow, each at its own pace: the broadcast channel that the JDK lacks.
 *
 * <p>The contract:
 * <ul>
 * <li><b>B1 order.</b> All subscribers see the events in one and the same order, that of their sequence: 1, 2, 3, …
 * without gaps.
 * <li><b>B2 no waiting.</b> {@link #publish} never waits for a subscriber nor runs a subscriber's callback, which is the
 * executor's part; and what it costs does not grow with their number.
 * <li><b>B3 once.</b> A subscriber gets every event once and in order, or {@link Delivery.Lagged} with the exact number
 * that it missed; never a silent gap, never a duplicate.
 * <li><b>B4 bounded.</b> The log keeps at most the given number of events and the given weight, whatever subscribers
 * do; it grows to that only when used.
 * <li><b>B5 a clean end.</b> After {@link #close} what was published is still delivered, then {@link Delivery.Closed}.
 * <li><b>B6 any thread.</b> Publishing, subscribing and closing are safe from any thread; closing is idempotent. A
 * {@link Subscription} itself is read by one thread at a time.
 * <li><b>B7 faults stay where they are.</b> A callback that throws or blocks costs no other subscriber anything. If the
 * executor refuses a task, a virtual thread runs it. If the executor loses one, the next {@link #publish} or {@link
 * #close} wakes everyone all the same (after eight tasks in a row were lost, the next that comes a millisecond later).
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
 * <p>With a log of 4 events of which 6 are published before it reads, a reader gets {@code Lagged("news", 2)}, then 3 to 6.
 * Where nobody lags, 100 readers cost half of what they cost {@link java.util.concurrent.SubmissionPublisher}, 10 about as
 * much, and one reader two to five times as much: for one, a queue is the better tool.
 *
 * @param <E> the type of the events; they should be immutable, since every subscriber gets the same object
 */
public final class Broadcaster<E> implements AutoCloseable {
    private final String name;
    private final EventLog<E> log;

    /** The append lock: guards writing to the log, the list of subscribers, and whatever a {@code Room} puts under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Subscribers<E> subscribers;

    /** Written under the append lock. */
    private volatile boolean closed;

    /**
     * A broadcaster that is bounded by a number of events.
     *
     * @param maxEvents how many events the log keeps, at least 1
     * @param passes wakes subscribers and runs their callbacks; a virtual thread each serves well
     */
    public Broadcaster(String name, int maxEvents, Executor passes) {
        this(name, maxEvents, Long.MAX_VALUE, event -> 0, passes);
    }

    /**
     * A broadcaster that is bounded by a number of events and by their weight.
     *
     * @param maxEvents how many events the log keeps, at least 1
     * @param maxWeight how heavy all events together may be; the newest event is kept even if it alone is heavier
     * @param weigher the weight of an event, not negative
     * @param passes wakes subscribers, in short tasks, and runs their callbacks; a virtual thread each serves well
     */
    public Broadcaster(
            String name, int maxEvents, long maxWeight, ToIntFunction<? super E> weigher, Executor passes) {
        this(name, maxEvents, maxWeight, weigher, ReadRule.everything(), passes, MemoryAccount.uncounted());
    }

    public Broadcaster(
            String name, int maxEvents, long maxWeight, ToIntFunction<? super E> weigher, ReadRule<? super E> rule,
            Executor passes, MemoryAccount account) {
        this.name = Objects.requireNonNull(name, "a broadcaster needs a name");
        this.log = new EventLog<>(
                maxEvents, maxWeight, Objects.requireNonNull(weigher, "events need a weigher"), rule, account);
        this.subscribers = new Subscribers<>(
                lock, log, Objects.requireNonNull(passes, "a broadcaster needs an executor"));
    }

    /** Its name. */
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
    public @Nullable E kept(long sequence) {
        Delivery.Event<E> event = log.get(sequence);
        return event == null ? null : event.event();
    }

    public EventLog<E> log() {
        return log;
    }

    /** How many subscribers there are. */
    public int subscribers() {
        return subscribers.count();
    }

    /**
     * Appends an event for all subscribers. Never waits for any of them, and runs none of their callbacks.
     *
     * @return the event's sequence, counted from 1; 0 if the broadcaster is closed and the event was not taken
     */
    public long publish(E event) {
        Objects.requireNonNull(event, "an event is not null");
        long sequence;
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            sequence = append(event);
        } finally {
            lock.unlock();
        }
        subscribers.wake();
        return sequence;
    }

    /**
     * Appends an event that knows its own sequence.
     *
     * @param event makes the event from its sequence; runs under the append lock, so it must be quick, must not block,
     *         and must not publish here
     * @return the event's sequence, counted from 1; 0 if the broadcaster is closed and no event was made
     * @throws IllegalStateException if what makes an event publishes another
     */
    public long publish(LongFunction<? extends E> event) {
        long sequence;
        lock.lock();
        try {
            if (closed) {
                return 0;
            }
            E made = log.make(event);
            // It may have closed the broadcaster itself.
            sequence = closed ? 0 : append(made);
        } finally {
            lock.unlock();
        }
        subscribers.wake();
        return sequence;
    }

    /** Subscribes to what is published from now on. */
    public Subscription<E> subscribe() {
        return subscribe(0);
    }

    /** Subscribes to the newest {@code back} events that are still kept and to what is published from now on. */
    public Subscription<E> subscribe(int back) {
        return subscribe(back, InlineCallback.NONE);
    }

    /**
     * Subscribes for a reader that is called when there is something to read.
     *
     * @param back how many of the newest events to begin with, as far as they are still kept
     * @param onReady run once, by the executor, when something has come after {@link Subscription#poll} returned null;
     *                it may read until that returns null again, and may find that there is nothing after all; what it
     *                throws goes to the uncaught exception handler of the thread that runs it
     */
    public Subscription<E> subscribe(int back, Runnable onReady) {
        lock.lock();
        try {
            return subscribeToKept(log.newest() - Math.max(0, back), onReady, Subscription.ANYBODY);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Resumes after an event that has been read: what follows it comes next, or {@link Delivery.Lagged} with the exact
     * number of those that are kept no more.
     *
     * @param sequence the last event that was read, 0 for none
     * @throws IllegalArgumentException if there has been no such event
     */
    public Subscription<E> subscribeAfter(long sequence) {
        return subscribeAfter(sequence, InlineCallback.NONE);
    }

    /** As {@link #subscribeAfter(long)}, for a reader that is called as {@link #subscribe(int, Runnable)} says. */
    public Subscription<E> subscribeAfter(long sequence, Runnable onReady) {
        lock.lock();
        try {
            if (sequence < 0 || sequence > log.newest()) {
                throw new IllegalArgumentException(
                        name + " has events from 1 to " + log.newest() + ", so nobody has read " + sequence);
            }
            return follow(sequence, onReady, Subscription.ANYBODY);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The log for subscribers of the Reactive Streams: each is given, as much as it asks for and by the executor, the newest
     * {@code back} events that are kept when it subscribes and all that follow, with {@link Delivery.Lagged} in the place of
     * what it missed. After {@link #close} it completes.
     */
    public Flow.Publisher<Delivery.FromLog<E>> publisher(int back) {
        return subscriber -> FlowPublication.start(
                this, back, Objects.requireNonNull(subscriber, "a subscriber is not null"));
    }

    /** Takes no more events. Subscribers get those there are, then {@link Delivery.Closed}; then nothing is kept. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (subscribers.haveEnded()) {
                log.forgetAll();
            }
        } finally {
            lock.unlock();
        }
        subscribers.wakeForGood();
    }

    /** The append lock, under which several steps become one. Nothing that can block may happen under it. */
    public void lock() {
        lock.lock();
    }

    public void unlock() {
        lock.unlock();
    }

    /** Appends without waking anybody; the caller holds the lock and calls {@link #wake} later. */
    public long append(E event) {
        log.append(event);
        return log.newest();
    }

    /**
     * Subscribes to what follows {@code sequence}, as far as it is kept; the caller holds the lock.
     *
     * @param reader who reads, as far as the {@link ReadRule} is concerned
     */
    public Subscription<E> subscribeToKept(long sequence, Runnable onReady, long reader) {
        return follow(Math.max(sequence, log.oldest() - 1), onReady, reader);
    }

    private Subscription<E> follow(long sequence, Runnable onReady, long reader) {
        return subscribers.add(new Subscription<>(this, sequence, onReady, reader));
    }

    /** The caller holds the lock. */
    void end(Subscription<E> subscription) {
        subscribers.end(subscription);
        if (closed && subscribers.haveEnded()) {
            log.forgetAll();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Wakes the readers for what was appended. The caller need not hold the lock. */
    public void wake() {
        subscribers.wake();
    }

    Subscribers<E> listeners() {
        return subscribers;
    }
}

package dev.chatroom.core.broadcast;

import dev.chatroom.core.broadcast.Delivery.Closed;
import dev.chatroom.core.broadcast.Delivery.Event;
import dev.chatroom.core.broadcast.Delivery.FromLog;
import dev.chatroom.core.broadcast.Delivery.Lagged;
import dev.chatroom.core.memory.MemoryAccount;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A reader's place in a {@link Broadcaster}'s log: little more than a cursor, whatever the reader does.
 *
 * <p>Reading is for one thread at a time; successive threads must hand over with a happens-before edge (an executor, a
 * lock, an atomic; to find nothing and to be called is one). {@link #close} is for any thread.
 *
 * @param <E> the type of the events
 */
public final class Subscription<E> implements Deliveries<FromLog<E>>, AutoCloseable {
    static final int NOT_LISTED = -1;

    /** Not listed, and nothing more is to be read. */
    static final int ENDED = -2;

    /** A reader who may read what is for everybody. */
    static final long ANYBODY = 0;
    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<Subscription> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Subscription.class, "state");

    private final Broadcaster<E> broadcaster;
    private final Runnable callback;

    /** Who reads, as far as the log's {@link ReadRule} is concerned. */
    private final long reader;

    /** The sequence of the last event delivered or missed. Written by the reader alone. */
    private long cursor;

    /** The last sequence to be delivered; lowered, under the broadcaster's lock, when the subscription is closed. */
    private volatile long end = Long.MAX_VALUE;

    /** Asleep from when a poll found nothing until somebody wakes the reader. Set by the reader, cleared by CAS. */
    private volatile int state = AWAKE;

    /** The thread inside {@link #take}, if any. Written by the reader alone. */
    private volatile @Nullable Thread taker;

    /** The index in the broadcaster's list of subscribers; guarded by the broadcaster's lock. */
    int place = NOT_LISTED;

    Subscription(Broadcaster<E> broadcaster, long cursor, Runnable onReady, long reader) {
        this.broadcaster = broadcaster;
        this.cursor = cursor;
        this.reader = reader;
        Objects.requireNonNull(onReady, "a callback is not null");
        this.callback = onReady instanceof InlineCallback ? onReady : new ExecutorCallback(this, onReady);
    }

    @Override
    public @Nullable FromLog<E> poll() {
        while (hasNext()) {
            FromLog<E> next = next();
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    @Override
    public FromLog<E> take() throws InterruptedException {
        return Waiting.untilThere(this::poll, thread -> taker = thread);
    }

    @Override
    public @Nullable FromLog<E> poll(Duration timeout) throws InterruptedException {
        return Waiting.atMost(timeout, this::poll, thread -> taker = thread);
    }

    @Override
    public int drainTo(Collection<? super FromLog<E>> target, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("to drain is to take at least 1, not " + most);
        }
        int taken = 0;
        while (taken == 0 && hasNext()) {
            long before = cursor;
            taken = drainEventsTo(target, Math.min(lastPublished(), before + most));
            FromLog<E> other = cursor == before ? next() : null;
            if (other != null) {
                long after = cursor;
                cursor = before;
                target.add(other);
                cursor = after;
                taken = 1;
            }
        }
        return taken;
    }

    private int drainEventsTo(Collection<? super FromLog<E>> target, long last) {
        long to = last;
        if (log().isRestrictedAfter(cursor)) {
            cursor = log().lastNotFor(reader, cursor, last);
            to = log().lastFor(reader, cursor, last);
        }
        return log().copyTo(target, cursor, to, this::moveTo);
    }

    /** Nothing but {@link Closed} is delivered from now on. Idempotent; never blocks. */
    @Override
    public void close() {
        closeAfter(0);
    }

    /** Ends the subscription once the event with this sequence has been delivered. */
    public void closeAfter(long sequence) {
        Subscription<E> passedOver;
        broadcaster.lock();
        try {
            end = Math.min(end, sequence);
            // What it ends with may have yet to be published: until then it is woken as before.
            passedOver = end <= log().newest() ? broadcaster.listeners().remove(this) : null;
            if (sequence == 0) {
                broadcaster.end(this);
            }
        } finally {
            broadcaster.unlock();
        }
        wake();
        if (passedOver != null) {
            passedOver.wake();
        }
    }

    /** The sequence of the newest event that will be delivered of those published so far. */
    public long lastPublished() {
        return Math.min(end, log().newest());
    }

    /** Whether the subscription was closed, though there may be something left to deliver. For any thread. */
    public boolean isEnding() {
        return end != Long.MAX_VALUE;
    }

    /** Whether the reader has more to read than half of what the log may keep. For any thread, which may be mistaken. */
    public boolean isFarBehind() {
        return log().newest() - cursor > log().maxEvents() / 2 && !isEnding();
    }

    /** Whether this is a place in that broadcaster's log. For any thread. */
    public boolean isIn(Broadcaster<E> log) {
        return broadcaster == log;
    }

    /** For the reader's thread. */
    public long cursor() {
        return cursor;
    }

    /** Whether {@link #poll} has something to return. If not, the reader counts as asleep: what comes next wakes it. */
    public boolean hasNext() {
        if (isThere()) {
            return true;
        }
        // Say that we sleep, then look again: whoever publishes does it the other way round, so one of us sees it.
        state = ASLEEP;
        log().noteSleeper();
        if (!isThere()) {
            return false;
        }
        state = AWAKE;
        return true;
    }

    /** The events that come next, up to a position; null if the next is none, or not kept: {@link #poll} says which. */
    public @Nullable EventBatch<E> batchTo(long position) {
        long last = Math.min(Math.min(position, end), log().newest());
        if (cursor >= last || cursor + 1 < log().oldest()) {
            return null;
        }
        if (log().isRestrictedAfter(cursor)) {
            last = log().lastFor(reader, cursor, last);
        }
        return cursor < last ? new EventBatch<>(this, last) : null;
    }

    /** Passes over the events that come next and are not for this reader, up to a position; false if there are none. */
    public boolean skipOthers(long position) {
        long before = cursor;
        cursor = log().lastNotFor(reader, before, Math.min(position, lastPublished()));
        return cursor > before;
    }

    /** The event after the cursor, which must have been published; null if it is forgotten. Moves the cursor to it. */
    @Nullable Event<E> nextKept() {
        Event<E> event = log().get(cursor + 1);
        if (event != null) {
            cursor++;
        }
        return event;
    }

    /** An event that has been published; null if it is forgotten. */
    public @Nullable Event<E> peek(long sequence) {
        return log().get(sequence);
    }

    public void moveTo(long sequence) {
        cursor = sequence;
    }

    MemoryAccount account() {
        return log().account();
    }

    /** Whether the reader has yet to look at something, as far as anybody can tell without looking. */
    public boolean isAwake() {
        return state == AWAKE;
    }

    /** Wakes the reader if it sleeps, by the executor if its callback is not ours. For any thread. */
    void wake() {
        if (!wakeHere() && callback instanceof ExecutorCallback foreign) {
            broadcaster.listeners().execute(foreign);
            if (state == ASLEEP) {
                // It has not run yet, and may be lost: whoever publishes next looks once more.
                log().noteSleeper();
            }
        }
    }

    /** Wakes the reader if it sleeps and its callback is ours, which cannot block; true if it then is awake. */
    boolean wakeHere() {
        if (state == AWAKE) {
            return true;
        }
        if (callback instanceof ExecutorCallback) {
            return false;
        }
        wakeNow(callback);
        return true;
    }

    void wakeNow(Runnable called) {
        if (state == ASLEEP && STATE.compareAndSet(this, ASLEEP, AWAKE)) {
            Thread waiting = taker;
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
            FallbackExecutor.call(called);
        }
    }

    /** Whether there is an event, or the end; for the reader's thread, whose sleep it does not concern. */
    public boolean isThere() {
        long wanted = cursor + 1;
        return wanted <= log().newest() || wanted > end || broadcaster.isClosed();
    }

    /**
     * Whether what is there is the end; for the reader's thread, if there is something. If that is no event, it is the
     * end: closing comes after the last append, and was seen before this look.
     */
    boolean isAtEnd() {
        return cursor + 1 > end || cursor + 1 > log().newest();
    }

    /** Null if it is an event that is not for this reader. */
    private @Nullable FromLog<E> next() {
        long wanted = cursor + 1;
        long last = end;
        if (isAtEnd()) {
            if (last != 0) {
                close();
            }
            return new Closed<>();
        }
        Event<E> event = nextKept();
        if (event != null) {
            return log().isFor(event, reader) ? event : null;
        }
        // The subscription's own end bounds what it can have missed.
        cursor = Math.min(log().oldest() - 1, last);
        return new Lagged<>(broadcaster.name(), cursor - wanted + 1);
    }

    /** No field of its own: there may be a million subscriptions. */
    private EventLog<E> log() {
        return broadcaster.log();
    }
}

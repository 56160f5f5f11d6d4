package dev.chatroom.core;

import dev.chatroom.core.Delivery.Closed;
import dev.chatroom.core.Delivery.Event;
import dev.chatroom.core.Delivery.Reply;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channel on which everything reaches one user: the events of the rooms joined, private messages, and replies.
 *
 * <p>Room events are not copied into it; it holds a {@link Subscription} for each room and reads them where they are.
 * What is for this user alone waits in a queue that the sender may find full. A reply that reports on a room follows
 * the events up to the position it reports on, and precedes those after it.
 *
 * <p>Reading is for one thread at a time: either {@link #take}, or {@link #drain} and {@link #rest} by whoever the
 * readiness callback started. Everything else is for any thread.
 */
public final class Outbox {
    /** Something for this user alone, and the place in a room that the user must have reached before. */
    private record Personal(Delivery<ChatEvent> delivery, @Nullable Subscription<ChatEvent> room, long position) {}

    private final int capacity;
    private final WakeUpWord word;

    /**
     * Guards writing to all that follows. Held while events are handed out, never over I/O; taken before a room's lock,
     * if both. What is volatile is read without it by {@link #rest}.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private final RoomSubscriptions rooms = new RoomSubscriptions();
    private volatile @Nullable ArrayDeque<Personal> personal;
    private @Nullable Condition spaceFreed;

    private volatile boolean closing;
    private volatile boolean closedDelivered;

    /**
     * @param capacity how many deliveries for this user alone may wait
     * @param onReady called by any thread when there is something to drain after {@link #rest} returned true; must be
     *         quick
     */
    Outbox(int capacity, Runnable onReady) {
        this.capacity = capacity;
        this.word = new WakeUpWord(onReady);
    }

    /**
     * Hands out what is there, in order, until nothing is left or the sink has had enough.
     *
     * @param sink takes what comes and returns whether it wants more now; it must not block
     * @return whether something may be left, because the sink had enough
     */
    public boolean drain(DeliverySink sink) {
        lock.lock();
        try {
            while (true) {
                Personal first = personal == null ? null : personal.peek();
                if (first != null && isDue(first)) {
                    if (!sink.take(takePersonal())) {
                        return true;
                    }
                    continue;
                }
                Subscription<ChatEvent> room = roomBefore(first);
                if (room == null) {
                    return handOutTheEnd(sink);
                }
                long bound = first != null && first.room() == room ? first.position() : Long.MAX_VALUE;
                if (!handOut(room, bound, sink)) {
                    return true;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be called by the reader when {@link #drain} found nothing left.
     *
     * @return true if the reader may go: the callback will run when something comes; false if it must drain once more
     */
    public boolean rest() {
        return word.rest(this::hasSomething);
    }

    /**
     * The next delivery, waiting for it if need be: for simple programs that have a thread for each user.
     *
     * @throws InterruptedException if the thread is interrupted before something comes; nothing is lost by it
     */
    public Delivery<ChatEvent> take() throws InterruptedException {
        word.expect(Thread.currentThread());
        try {
            while (true) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Delivery<ChatEvent> next = poll();
                if (next != null) {
                    return next;
                }
                if (rest()) {
                    LockSupport.park(this);
                }
            }
        } finally {
            word.expectNobody();
        }
    }

    /** The next delivery, or null if there is none now. */
    public @Nullable Delivery<ChatEvent> poll() {
        AtomicReference<@Nullable Delivery<ChatEvent>> next = new AtomicReference<>();
        boolean unused = drain(delivery -> {
            next.set(delivery);
            return false;
        });
        return next.get();
    }

    /** Queues a line for this user alone. Never refused, since the user asked for it; see {@link #awaitSpace}. */
    public void reply(String line) {
        add(new Personal(new Reply<>(line), null, 0));
    }

    /**
     * Queues lines that report on a room, so that the user reads them after the events they include and before later
     * ones.
     *
     * @param membership the user's place in that room
     * @param maxMembers how many members the report needs at most
     * @param maxRecent how many recent messages the report needs at most
     * @param lines words the report; runs under this outbox's lock, must not block
     */
    public void report(
            Membership membership, int maxMembers, int maxRecent, Function<RoomView, List<String>> lines) {
        lock.lock();
        try {
            // Under the lock the reader cannot pass the position before the lines are queued behind it.
            RoomView view = membership.room().view(maxMembers, maxRecent);
            enqueue(lines.apply(view), membership.subscription(), view.position());
        } finally {
            lock.unlock();
        }
        signal();
    }

    /**
     * Waits until fewer deliveries for this user alone are queued than the capacity, or the outbox is closed. Whoever
     * answers a user calls it between two requests: one who asks without reading the answers then waits, alone.
     */
    public void awaitSpace() throws InterruptedException {
        lock.lock();
        try {
            while (personal != null && personal.size() >= capacity && !closing) {
                if (spaceFreed == null) {
                    spaceFreed = lock.newCondition();
                }
                spaceFreed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. What is there is still delivered, then {@link Closed}. Idempotent. */
    public void close() {
        lock.lock();
        try {
            closing = true;
            rooms.closeAfterNewest();
            if (spaceFreed != null) {
                spaceFreed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        signal();
    }

    /** Queues an event from somebody else; false if too much is waiting already or the outbox is closed. */
    boolean offer(ChatEvent event) {
        lock.lock();
        try {
            if (closing || (personal != null && personal.size() >= capacity)) {
                return false;
            }
            enqueue(new Personal(new Event<>(0, event), null, 0));
        } finally {
            lock.unlock();
        }
        signal();
        return true;
    }

    /** Adds a room to read from, and lines to be read when the user has reached a position in it. */
    void attach(Membership membership, List<String> lines, long position) {
        lock.lock();
        try {
            if (closing) {
                return;
            }
            rooms.add(membership.subscription());
            enqueue(lines, membership.subscription(), position);
        } finally {
            lock.unlock();
        }
        signal();
    }

    /** Tells the reader that there is something. */
    void signal() {
        word.signal();
    }

    /** What tells the reader, for a room to call. */
    Runnable signaller() {
        return word;
    }

    private void add(Personal item) {
        lock.lock();
        try {
            enqueue(item);
        } finally {
            lock.unlock();
        }
        signal();
    }

    private void enqueue(List<String> lines, Subscription<ChatEvent> room, long position) {
        lines.forEach(line -> enqueue(new Personal(new Reply<>(line), room, position)));
    }

    private void enqueue(Personal item) {
        if (closing) {
            return;
        }
        if (personal == null) {
            personal = new ArrayDeque<>(4);
        }
        personal.add(item);
    }

    private boolean hasSomething() {
        return personal != null || (closing && !closedDelivered) || rooms.hasSomething();
    }

    /** Whether its reader has come to the place in a room that it must follow. */
    private boolean isDue(Personal item) {
        return item.room() == null || !rooms.isBefore(item.room(), item.position());
    }

    /** The room to read now, given what is not due yet, if anything; null if none has something. */
    private @Nullable Subscription<ChatEvent> roomBefore(@Nullable Personal first) {
        Subscription<ChatEvent> awaited = first == null ? null : first.room();
        return awaited == null ? rooms.next() : rooms.nextBefore(awaited);
    }

    /** Hands out what a room has up to a position; returns whether the sink wants more. */
    private boolean handOut(Subscription<ChatEvent> room, long position, DeliverySink sink) {
        Stretch<ChatEvent> events = room.stretchTo(position);
        if (events != null) {
            return sink.take(events);
        }
        Delivery<ChatEvent> next = room.poll();
        if (next instanceof Closed) {
            rooms.remove(room);
            return true;
        }
        return next == null || sink.take(next);
    }

    private boolean handOutTheEnd(DeliverySink sink) {
        if (!closing || closedDelivered) {
            return false;
        }
        closedDelivered = true;
        return !sink.take(new Closed<>());
    }

    private Delivery<ChatEvent> takePersonal() {
        ArrayDeque<Personal> queue = Objects.requireNonNull(personal);
        Delivery<ChatEvent> delivery = queue.remove().delivery();
        if (spaceFreed != null && queue.size() < capacity) {
            spaceFreed.signalAll();
        }
        if (queue.isEmpty()) {
            personal = null;
        }
        return delivery;
    }
}

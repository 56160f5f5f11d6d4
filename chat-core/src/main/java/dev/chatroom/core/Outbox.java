package dev.chatroom.core;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Deliveries;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.ReadySignal;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.broadcast.Waiting;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.reading.CollectingSink;
import dev.chatroom.core.reading.PersonalQueue;
import dev.chatroom.core.reading.ReaderTurns;
import dev.chatroom.core.reading.RoomSubscriptions;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.ViewScope;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The channel on which everything reaches one user: the events of the rooms joined, private messages, and replies.
 *
 * <p>Room events are not copied into it; it holds a {@link Subscription} for each room and reads them where they are.
 * What is for this user alone waits in a queue that the sender may find full. A reply that reports on a room follows
 * the events up to the position it reports on, and precedes those after it. Events of several rooms come in one order,
 * that of their ids: nothing is read before what led to it.
 *
 * <p>Reading is for one thread at a time, by {@link #take}, or by {@link #drain} and {@link #rest}; all else for any thread.
 */
public final class Outbox implements Deliveries<Delivery<ChatEvent>> {
    private final ReadySignal signal;

    /**
     * Guards writing to all that follows. Held while events are handed out, never over I/O; taken before a room's lock,
     * if both. What is volatile is read without it by {@link #rest}.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private final RoomSubscriptions rooms = new RoomSubscriptions();
    private final PersonalQueue personal;

    /** For {@link #awaitSpace}; null as long as nobody has had to wait. */
    private @Nullable ReaderTurns turns;

    /** Whether the first in the queue waits for an event that nobody may have yet. Owned by the reader. */
    private boolean blocked;

    private volatile boolean closing;
    private volatile boolean closedDelivered;

    /**
     * @param bounds how much for this user alone may wait
     * @param onReady called by any thread when there is something to drain after {@link #rest} returned true; quick
     */
    Outbox(PersonalQueue.Bounds bounds, Runnable onReady) {
        this.personal = new PersonalQueue(bounds);
        this.signal = new ReadySignal(onReady);
    }

    /**
     * Hands out what is there, in order, until nothing is left or the sink has had enough. What the sink throws goes on
     * to the caller, and the delivery for which it threw comes again.
     *
     * @param sink takes what comes and returns whether it wants more now; it must not block
     * @return whether something may be left, because the sink had enough
     */
    public boolean drain(DeliverySink<ChatEvent> sink) {
        Objects.requireNonNull(sink, "deliveries need a sink");
        lock.lock();
        try {
            while (true) {
                PersonalQueue.Item first = personal.peek();
                if (first != null && rooms.areReadTo(first)) {
                    if (!personal.handOutFirst(sink)) {
                        return true;
                    }
                    continue;
                }
                long position = first == null ? 0 : first.position();
                Subscription<ChatEvent> awaited = first == null ? null : first.room();
                blocked = awaited != null && position > awaited.lastPublished();
                RoomSubscriptions.Progress result = rooms.handOut(blocked ? null : awaited, position, sink);
                if (result != RoomSubscriptions.Progress.MORE) {
                    return result == RoomSubscriptions.Progress.ENOUGH || handOutTheEnd(sink);
                }
            }
        } finally {
            if (turns != null) {
                turns.end();
            }
            lock.unlock();
        }
    }

    /**
     * To be called by the reader when {@link #drain} found nothing left.
     *
     * @return true if the reader may go: the callback will run when something comes; false if it must drain once more
     */
    public boolean rest() {
        return signal
                .rest(() -> (!personal.isEmpty() && !blocked) || (closing && !closedDelivered) || rooms.hasSomething());
    }

    @Override
    public Delivery<ChatEvent> take() throws InterruptedException {
        return Waiting.untilThere(this::poll, signal::expect);
    }

    @Override
    public @Nullable Delivery<ChatEvent> poll(Duration timeout) throws InterruptedException {
        return Waiting.atMost(timeout, this::poll, signal::expect);
    }

    @Override
    public int drainTo(Collection<? super Delivery<ChatEvent>> target, int most) {
        CollectingSink sink = new CollectingSink(target, most);
        do {
            drain(sink);
        } while (sink.taken() == 0 && !rest());
        if (sink.taken() == 0 && closedDelivered) {
            sink.take(new Delivery.Closed<>());
        }
        return sink.taken();
    }

    /** How many rooms are read: those that the user is in, and those left of which something is to come. */
    public int roomsRead() {
        return rooms.count();
    }

    /** Queues a line of text for this user alone. */
    public void reply(String line) {
        reply(new Delivery.TextReply<>(line));
    }

    /**
     * Queues a reply for this user alone, to be read after what the user did before. Never refused, since the user asked for
     * it; see {@link #awaitSpace}.
     */
    public void reply(Delivery.Reply<ChatEvent> reply) {
        PersonalQueue.Item item = PersonalQueue.Item.of(reply, null, 0);
        locked(() -> enqueueAfterOwn(item));
    }

    /** As {@link #reply}, so that the user reads it after everything that has happened in the user's rooms before. */
    public void replyInOrder(Delivery.Reply<ChatEvent> reply) {
        PersonalQueue.Item item = PersonalQueue.Item.of(reply, null, 0);
        locked(() -> {
            rooms.unread().forEach(room -> enqueue(new PersonalQueue.Item(room, room.lastPublished())));
            enqueueAfterOwn(item);
        });
    }

    /**
     * Queues a {@link RoomReport} with the room as it is now, so that the user reads it after the events that it includes and
     * before later ones. The view waits until then, and counts as what waits for the user, with the messages on it.
     */
    public void report(Membership membership, ViewScope scope, Delivery.Reply<ChatEvent> about) {
        int weight = PersonalQueue.Item.weightOf(about);
        // Under the lock the reader cannot pass the position before the report is queued behind it.
        locked(() -> enqueue(PersonalQueue.Item.of(
                membership.room().view(scope), about, weight, membership.subscription())));
    }

    /**
     * Queues a reply so that the user reads it after an event of a room and before later ones.
     *
     * @throws IllegalArgumentException if there has been no such event yet, for which the reader would wait in vain
     */
    public void replyAfter(Membership membership, long sequence, Delivery.Reply<ChatEvent> reply) {
        long newest = membership.room().position();
        if (sequence > newest) {
            throw new IllegalArgumentException(sequence + " is to come, the newest event is " + newest);
        }
        PersonalQueue.Item item = PersonalQueue.Item.of(reply, membership.subscription(), sequence);
        locked(() -> enqueue(item));
    }

    /**
     * Waits until less for this user alone is queued than may wait, and until what the user has yet to read of rooms is
     * not too much; or until the outbox is closed. Whoever acts for a user calls it between two requests. So one who asks
     * without reading the answers waits, alone; and those who talk in a room leave the others time to read.
     */
    public void awaitSpace() throws InterruptedException {
        lock.lock();
        try {
            if (mustWait(false)) {
                turns = turns == null ? new ReaderTurns(lock) : turns;
                turns.awaitWhile(this::mustWait);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether too much waits to be read, even if the reader has had a turn since somebody began to wait for that. */
    private boolean mustWait(boolean hadTurn) {
        return !closing && (personal.isFull() || rooms.haveToBeRead(!hadTurn));
    }

    /** Takes nothing more. What is there is still delivered, then {@link Delivery.Closed}. Idempotent. */
    public void close() {
        locked(() -> {
            closing = true;
            personal.endCounting();
            rooms.closeAfterNewest();
            if (turns != null) {
                turns.wakeWaiting();
            }
        });
    }

    /** Queues an event from somebody else that must not be lost. */
    void deliver(ChatEvent event) {
        locked(() -> enqueue(PersonalQueue.Item.of(event, null, 0)));
    }

    /**
     * Queues an event from somebody else, to be read after what has happened in the user's rooms before: nobody reads a
     * private answer ahead of the question that was asked in a room.
     *
     * @return false if too much is waiting already or the outbox is closed
     */
    boolean offer(ChatEvent event) {
        return still(() -> !personal.isFull() && addInOrder(event));
    }

    /** The same, however much is waiting: something that happens seldom and must not be lost. */
    void deliverInOrder(ChatEvent event) {
        boolean unused = still(() -> addInOrder(event));
    }

    private boolean addInOrder(ChatEvent event) {
        RoomSubscriptions.Place after = rooms.newestUnread();
        enqueue(PersonalQueue.Item.of(event, after.room(), after.position()));
        return !closing;
    }

    /** Does something while the reader stands still: it has read nothing yet of what happens from now on. */
    <T extends @Nullable Object> T still(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
            signal.signal();
        }
    }

    /** Adds a room, and perhaps a report on it. To be called in the {@link #still} in which the user came in, and not later. */
    void attach(Membership membership, PersonalQueue.@Nullable Item welcome) {
        if (!closing) {
            rooms.add(membership.subscription());
            enqueue(welcome);
        }
    }

    /** The user has done what the store has yet to keep: what is answered later is read later. Under the append lock. */
    void answerAfter(Broadcaster<ChatEvent> room, long sequence) {
        rooms.noteOwn(room, sequence);
    }

    /** What tells the reader, for a room to call. */
    Runnable signaller() {
        return signal;
    }

    /** Does something under the lock, and tells the reader. */
    private void locked(Runnable action) {
        still(() -> {
            action.run();
            return true;
        });
    }

    private void enqueue(PersonalQueue.@Nullable Item item) {
        if (item != null && !closing) {
            personal.add(item);
        }
    }

    private void enqueueAfterOwn(PersonalQueue.Item item) {
        enqueue(rooms.ownUnshown());
        enqueue(item);
    }

    private boolean handOutTheEnd(DeliverySink<ChatEvent> sink) {
        if (!closing || closedDelivered) {
            return false;
        }
        boolean more = sink.take(new Delivery.Closed<>());
        closedDelivered = true;
        return !more;
    }
}

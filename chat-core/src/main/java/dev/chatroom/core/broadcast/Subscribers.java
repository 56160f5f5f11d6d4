package dev.chatroom.core.broadcast;

import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Those who follow one broadcaster, and how those of them who sleep are woken. Few are looked through by whoever
 * publishes; many, and those whose callbacks are not ours, are woken by a {@link Notifier}.
 *
 * <p>Adding and removing is for whoever holds the broadcaster's append lock; the rest is for any thread.
 */
final class Subscribers<E> {
    /**
     * Up to this many are looked through by the publisher itself: cheaper than handing the pass to another thread.
     */
    private static final int FEW = 16;

    /**
     * How many a pass wakes before the executor gets its turn: so few that what was touched to wake them is still in the
     * processor's cache when they read.
     */
    private static final int WAKES_PER_TURN = 64;

    /** The append lock. */
    private final ReentrantLock lock;

    private final EventLog<E> log;
    private final Executor executor;

    /** Guarded by the lock. */
    private final ArrayList<Subscription<E>> all = new ArrayList<>(0);

    /** How many there have been who have yet to read to their end, on the list or not; guarded by the lock. */
    private int unended;

    /** The size of the list, written under the lock. */
    private volatile int count;

    /** All of them while they are few, else null. Never changed, only replaced, under the lock. */
    private volatile Subscription<E> @Nullable [] few = arrayOf(0);

    private final Notifier pass;

    /**
     * @param lock the broadcaster's append lock
     * @param log what they read
     * @param passes runs passes and callbacks
     */
    Subscribers(ReentrantLock lock, EventLog<E> log, Executor passes) {
        this.lock = lock;
        this.log = log;
        this.executor = new FallbackExecutor(passes);
        this.pass = new Notifier(executor, this::wakeTurn);
    }

    int count() {
        return count;
    }

    Subscription<E> add(Subscription<E> subscription) {
        unended++;
        subscription.place = all.size();
        all.add(subscription);
        changed();
        return subscription;
    }

    /**
     * Takes one off the list in constant time, by moving the last one into its place.
     *
     * @return the one that was moved, if a pass is under way that may be past its place: the caller wakes it instead
     */
    @Nullable Subscription<E> remove(Subscription<E> subscription) {
        int place = subscription.place;
        if (place < 0) {
            return null;
        }
        subscription.place = Subscription.NOT_LISTED;
        Subscription<E> last = all.remove(all.size() - 1);
        boolean moved = last != subscription;
        if (moved) {
            all.set(place, last);
            last.place = place;
        }
        changed();
        return moved && pass.isUnderWay() ? last : null;
    }

    /** Nothing more is read through this subscription, which is on the list no more. */
    void end(Subscription<E> subscription) {
        if (subscription.place != Subscription.ENDED) {
            subscription.place = Subscription.ENDED;
            unended--;
        }
    }

    /** Whether everything has been read that anybody may read. */
    boolean haveEnded() {
        return unended == 0;
    }

    /** Sees to it that everyone who sleeps is woken: here, or in a pass that begins after this call. */
    void wake() {
        if (needPass()) {
            pass.request();
        }
    }

    /** As {@link #wake}, for the last time: it does not trust in a pass that has yet to begin. */
    void wakeForGood() {
        if (needPass()) {
            pass.insist();
        }
    }

    /** Runs a callback that is not ours. */
    void execute(Runnable callback) {
        executor.execute(callback);
    }

    /** Wakes those whom this thread may wake; true if others sleep, for whom there must be a pass. */
    private boolean needPass() {
        Subscription<E>[] now = few;
        if (now == null) {
            // If the executor lost the pass under way, a new one wakes those whom it had not come to.
            return log.hasSleepers() || pass.isBetweenTurns();
        }
        boolean others = false;
        for (Subscription<E> subscription : now) {
            others |= !subscription.wakeHere();
        }
        return others;
    }

    private boolean wakeTurn(int number) {
        if (number == 0) {
            log.forgetSleepers();
        }
        Subscription<E>[] turn = copyTurn(number * WAKES_PER_TURN);
        for (Subscription<E> subscription : turn) {
            subscription.wake();
        }
        return turn.length == WAKES_PER_TURN;
    }

    /** A new array each time: to write references into an old one costs more, since the collector wants to know of it. */
    private Subscription<E>[] copyTurn(int from) {
        lock.lock();
        try {
            Subscription<E>[] turn = arrayOf(Math.clamp(all.size() - from, 0, WAKES_PER_TURN));
            for (int i = 0; i < turn.length; i++) {
                turn[i] = all.get(from + i);
            }
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void changed() {
        int size = all.size();
        count = size;
        few = size <= FEW ? all.toArray(arrayOf(size)) : null;
    }

    @SuppressWarnings("unchecked")
    private static <E> Subscription<E>[] arrayOf(int length) {
        return (Subscription<E>[]) new Subscription<?>[length];
    }
}

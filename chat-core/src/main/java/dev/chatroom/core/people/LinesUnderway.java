package dev.chatroom.core.people;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many lines of a user have no place yet in the order of the chat. For any thread. */
public final class LinesUnderway {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();

    /** Guarded by the lock. */
    private int count;

    /** Guarded by the lock. */
    private Runnable told = () -> {
    };

    /** Whether the user has gone, and nothing is waited for any more; guarded by the lock. */
    private boolean ended;

    /**
     * Counts one more, once there are fewer than this; waits for that, even if interrupted.
     *
     * @param beforeWaiting is run by whoever is about to wait, now or in {@link #awaitNone}; quick
     */
    public void begin(int most, Runnable beforeWaiting) {
        lock.lock();
        try {
            told = beforeWaiting;
            awaitFewer(most);
            count += 1;
        } finally {
            lock.unlock();
        }
    }

    /** One of them has its place, or gets none. */
    public void end() {
        lock.lock();
        try {
            count -= 1;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when none is underway, or the user has gone; even if interrupted not before. */
    public void awaitNone() {
        lock.lock();
        try {
            awaitFewer(1);
        } finally {
            lock.unlock();
        }
    }

    private void awaitFewer(int than) {
        if (count >= than && !ended) {
            told.run();
        }
        while (count >= than && !ended) {
            fewer.awaitUninterruptibly();
        }
    }

    /** The user has gone: nobody waits any more. */
    public void close() {
        lock.lock();
        try {
            ended = true;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

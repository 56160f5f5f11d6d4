package dev.chatroom.core.people;

import dev.chatroom.core.memory.MemoryBudget;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The marks that a user's client has put on its requests, by the ids of the events that these became: so the client
 * recognises what it did when it reads of it. They are kept apart from the events, which others read. For any thread.
 */
public final class RequestMarks {
    /** What a mark takes at most, with its place and what it says: a label of 64 letters, each of them wide and escaped. */
    private static final int BYTES = 360;

    /** How many are kept for somebody who does not read; the oldest are forgotten first. */
    private static final int MOST = 256;

    /** The same while too much waits for all who do not read. */
    private static final int MOST_OF_MANY = 8;

    /** The mark of what the user does now. Owned by who acts for the user. */
    private @Nullable Object current;

    /** Counts the marks; null as long as there has been none. Guarded by the lock. */
    private @Nullable MemoryBudget memory;

    /** Whether the user has gone, and nobody reads any more; guarded by the lock. */
    private boolean ended;

    private final ReentrantLock lock = new ReentrantLock();

    /** The oldest first, so that the ids of their events grow; guarded by the lock. */
    private final ArrayDeque<Marked> kept = new ArrayDeque<>(4);

    private record Marked(long event, Object mark) {}

    /** What the user does from now on has this mark; null for none. */
    public void set(@Nullable Object mark) {
        current = mark;
    }

    /** The mark of what the user does now; null for none. */
    public @Nullable Object current() {
        return current;
    }

    /** The user did this, after all that was marked before. */
    public void mark(Object mark, long event, MemoryBudget counted) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            memory = counted;
            kept.add(new Marked(event, mark));
            counted.addWaiting(BYTES);
            forget(Math.max(0, kept.size() - (counted.isWaitingRoomFull() ? MOST_OF_MANY : MOST)));
        } finally {
            lock.unlock();
        }
    }

    /** Takes the mark of an event, if it has one; those of older events are forgotten, which are not read any more. */
    public @Nullable Object take(long event) {
        lock.lock();
        try {
            while (!kept.isEmpty() && kept.element().event() < event) {
                forget(1);
            }
            if (kept.isEmpty() || kept.element().event() != event) {
                return null;
            }
            Object mark = kept.element().mark();
            forget(1);
            return mark;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes any of them any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            forget(kept.size());
        } finally {
            lock.unlock();
        }
    }

    private void forget(int oldest) {
        for (int i = 0; i < oldest; i++) {
            kept.remove();
        }
        if (memory != null) {
            memory.addWaiting(-(long) oldest * BYTES);
        }
    }
}

package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.Told;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The private messages that one user has sent and received last: a bounded number. For any thread. */
final class Letters {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final ArrayDeque<Told> kept = new ArrayDeque<>(4);

    void add(Told told, int most) {
        lock.lock();
        try {
            // Who writes to themselves has one copy.
            if (!told.equals(kept.peekLast())) {
                kept.add(told);
            }
            while (kept.size() > most) {
                kept.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    List<Told> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }
}

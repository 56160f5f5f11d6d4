package dev.chatroom.core.people;

import dev.chatroom.core.event.ChatEvent.DirectMessage;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.MemoryAccount;
import dev.chatroom.core.memory.MemoryBudget;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The private messages that one user has sent and received last: a bounded number. For any thread. */
public final class DirectMessageLog implements MemoryAccount.Holder {
    /** An object and its place in a queue. */
    private static final int OVERHEAD = 2 * HeapSize.REFERENCE;

    private final MemoryAccount account;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final ArrayDeque<DirectMessage> kept = new ArrayDeque<>(4);

    /** Guarded by the lock. */
    private long weight;

    /** Guarded by the lock. */
    private boolean closed;

    public DirectMessageLog(MemoryBudget memory) {
        this.account = memory.open(this);
    }

    public void add(DirectMessage told, int most) {
        lock.lock();
        try {
            // Who writes to themselves has one copy.
            if (closed || told.equals(kept.peekLast())) {
                return;
            }
            kept.add(told);
            weight += weight(told);
            while (kept.size() > most) {
                forgetOldest();
            }
            account.hold(weight);
        } finally {
            lock.unlock();
        }
    }

    public List<DirectMessage> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /** Their user is gone, and nobody reads them any more. */
    @Override
    public void end() {
        lock.lock();
        try {
            closed = true;
            kept.clear();
            account.close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack(long target) {
        lock.lock();
        try {
            while (!kept.isEmpty() && weight > target) {
                forgetOldest();
            }
            account.hold(weight);
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        weight -= weight(kept.remove());
    }

    private static int weight(DirectMessage told) {
        return OVERHEAD + EventWeight.of(told);
    }
}

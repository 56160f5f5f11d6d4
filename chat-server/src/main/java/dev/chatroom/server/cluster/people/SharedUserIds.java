package dev.chatroom.server.cluster.people;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.server.config.ClusterException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids of users that no other node gives: each node takes a block of them at a time, and the next one when half of it is used. So a
 * node that cannot reach the brokers can let in some more. For any thread; {@link #next} waits for the brokers if there is none left.
 */
final class SharedUserIds implements IdGenerator {
    /** Short, so that guests have short names. */
    static final int BLOCK = 100;

    private final Source source;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as the others: what is left of the block, and the next block, 0 if there is none. */
    private long next;

    private long end;
    private long following;
    private boolean asked;

    /** Where blocks come from. */
    @FunctionalInterface
    interface Source {
        /** The first of so many ids. */
        long next(int count) throws ClusterException;
    }

    SharedUserIds(Source source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    /** @throws UncheckedIOException if there are no ids left, and the brokers give none now */
    @Override
    public long next() {
        lock.lock();
        try {
            if (next == end) {
                next = following == 0 ? ask() : following;
                end = next + BLOCK;
                following = 0;
            }
            if (end - next <= BLOCK / 2 && following == 0 && !asked) {
                asked = true;
                executor.execute(this::askAhead);
            }
            return next++;
        } finally {
            lock.unlock();
        }
    }

    private long ask() {
        try {
            return source.next(BLOCK);
        } catch (ClusterException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private void askAhead() {
        long first = 0;
        try {
            first = source.next(BLOCK);
        } catch (ClusterException lost) {
            // It is asked for again with the next user.
        }
        lock.lock();
        try {
            following = first;
            asked = false;
        } finally {
            lock.unlock();
        }
    }
}

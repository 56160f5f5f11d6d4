package dev.chatroom.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be written, from those who act to the writer. For any thread. */
final class WriteQueue {
    /** So many pieces of work may wait before those who act have to. */
    static final int MOST_WAITING = 20_000;

    static final int MOST_IN_COMMIT = 2_000;

    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The writer, which waits for more, is not to do so any longer. */
    private final Condition enough = lock.newCondition();

    /** Guarded by the lock, and so are the following. */
    private final ArrayDeque<WriteTask> waiting = new ArrayDeque<>();

    private boolean closed;

    /** Whether nobody takes anything any more. */
    private boolean deserted;

    /** How many threads wait for something to be written. */
    private int awaited;

    /** How many pieces have come, and how many are done with. */
    private long come;

    private long done;

    /** What weighs on the heap because it is not done with. */
    private long bytes;

    /** Whether those who act have to wait. Written under the lock; a look without it may come late, which does no harm. */
    private volatile boolean full;

    /** @param mostBytes so much heap may be taken before those who act have to wait */
    WriteQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** False if nobody will write it. */
    boolean add(WriteTask task) {
        lock.lock();
        try {
            if (closed || deserted) {
                return false;
            }
            waiting.add(task);
            come++;
            bytes += task.weight();
            full = isFull();
            if (waiting.size() == 1) {
                changed.signalAll();
            } else if (isEnough()) {
                enough.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return !deserted && !closed && (come - done >= MOST_WAITING || bytes >= mostBytes);
    }

    /** Whether the writer is not to wait for more. */
    private boolean isEnough() {
        return full || closed || awaited > 0 || waiting.size() >= MOST_IN_COMMIT;
    }

    /** Waits until little enough is to be written. */
    void awaitSpace() throws InterruptedException {
        if (!full) {
            return;
        }
        lock.lock();
        try {
            while (full) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that has come so far is written, or cannot be. */
    void awaitWritten() {
        lock.lock();
        try {
            awaited++;
            enough.signal();
            long wanted = come;
            while (done < wanted && !deserted) {
                changed.awaitUninterruptibly();
            }
        } finally {
            awaited--;
            lock.unlock();
        }
    }

    /**
     * Takes what is to be written next, for the writer. Waits until something comes.
     *
     * @param mostNanos waits no longer than this
     * @param moreNanos waits so long for more to come, unless somebody waits for it to be written or enough is there
     * @return empty if the queue is closed and has nothing more, or if the time is over
     */
    List<WriteTask> take(long mostNanos, long moreNanos) {
        lock.lock();
        try {
            long left = mostNanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            left = moreNanos;
            while (!waiting.isEmpty() && !isEnough() && left > 0) {
                left = enough.awaitNanos(left);
            }
            List<WriteTask> batch = new ArrayList<>(Math.min(waiting.size(), MOST_IN_COMMIT));
            while (!waiting.isEmpty() && batch.size() < MOST_IN_COMMIT) {
                batch.add(waiting.remove());
            }
            return batch;
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        } finally {
            lock.unlock();
        }
    }

    /** The writer is done with these, whether they are written or not. */
    void done(List<WriteTask> batch) {
        long weight = 0;
        for (WriteTask task : batch) {
            weight += task.weight();
        }
        lock.lock();
        try {
            done += batch.size();
            bytes -= weight;
            full = isFull();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing more comes. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. Idempotent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            full = false;
            changed.signalAll();
            enough.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The writer has ended: nobody waits for it any more.
     *
     * @return what it has not taken
     */
    List<WriteTask> desert() {
        lock.lock();
        try {
            deserted = true;
            full = false;
            changed.signalAll();
            List<WriteTask> left = List.copyOf(waiting);
            waiting.clear();
            bytes = 0;
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of heap wait to be written. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}

package dev.chatroom.core.memory;

import java.time.InstantSource;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much heap all may take that is kept of what people said: the rooms' histories, in whatever forms readers need them,
 * and private messages, beside those who are known from other nodes. Nobody is refused to speak for it. When it is full, those who keep most for each of their people
 * forget their oldest: all above a level down to it, so that a room of a hundred keeps its history while twenty rooms of
 * one person lose theirs.
 *
 * <p>Counting costs one addition for every few messages, and giving back looks at all accounts, but frees an eighth of the
 * budget each time. For any thread.
 */
public final class MemoryBudget {
    /** Giving back goes on until so much is free again. */
    private static final int PART_FREED = 8;

    /** What may come in while one thread gives back; whoever finds more waits for it. */
    private static final int PART_IN_THE_MEANTIME = 16;

    /** The part that what waits for users who do not read may take before each may have only little. */
    private static final int PART_WAITING = 4;

    /** Lists may take this part of the capacity, in addition to it. */
    private static final int PART_FOR_LISTS = 4;

    private static final int STEPS_TO_LEVEL = 48;

    /** For how long a room that is gone is kept for those who have left and have yet to read it. */
    private static final long MILLIS_FOR_LEAVERS = 10_000;

    /** A holder that is gone, and until when it keeps what it has. */
    private record Gone(MemoryAccount account, long untilMillis) {}

    private final long capacity;
    private final InstantSource clock;
    private final Executor later;

    /** Whether somebody will come by later to {@link #tick}. */
    private final AtomicBoolean awaited = new AtomicBoolean();

    private final Queue<Gone> gone = new ConcurrentLinkedQueue<>();
    private final ListBudget lists;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final Set<MemoryAccount> accounts = ConcurrentHashMap.newKeySet();
    private final ReentrantLock givingBack = new ReentrantLock();

    /**
     * From where on something is to be given back: the capacity, unless there was nothing to be had when that was tried
     * last. Written under the lock.
     */
    private volatile long full;

    /** @param later runs what is handed to it about a second later; it must neither run it at once nor throw */
    public MemoryBudget(long capacity, InstantSource clock, Executor later) {
        this.capacity = capacity;
        this.clock = clock;
        this.later = later;
        this.full = capacity;
        this.lists = new ListBudget(capacity / PART_FOR_LISTS);
    }

    /** What users put on lists has a budget of its own beside this one. */
    public ListBudget lists() {
        return lists;
    }

    long capacity() {
        return capacity;
    }

    /** How many bytes are kept, with those that accounts have set aside. */
    public long kept() {
        return kept.get();
    }

    /** Whether there is nothing left for what could as well be made anew. */
    boolean isFull() {
        return kept.get() >= capacity;
    }

    /** An account of what a holder keeps, which is to be closed in the end. */
    public MemoryAccount open(MemoryAccount.Holder holder) {
        return new MemoryAccount(this, holder);
    }

    /** An account keeps something from now on. */
    void know(MemoryAccount account) {
        accounts.add(account);
    }

    void forget(MemoryAccount account) {
        accounts.remove(account);
    }

    /** A holder is gone, and gives everything back when those have had time to read it who were there. */
    public void endLater(MemoryAccount account) {
        gone.add(new Gone(account, clock.millis() + MILLIS_FOR_LEAVERS));
        tickLater();
    }

    void add(long bytes) {
        kept.addAndGet(bytes);
    }

    /** Counts what has been put down for a user to be read, or has been taken away. */
    public void addWaiting(long bytes) {
        waiting.addAndGet(bytes);
        kept.addAndGet(bytes);
    }

    /**
     * Counts what has to be known of somebody on another node, or is not known any more. There is no giving it back, so
     * speech makes room for it.
     */
    public void addKnown(long bytes) {
        kept.addAndGet(bytes);
    }

    /** Whether so much waits for those who do not read that each of them can have only little of it. */
    public boolean isWaitingRoomFull() {
        return waiting.get() > capacity / PART_WAITING;
    }

    /**
     * Has accounts give back what is too much. The caller must hold no lock of a room or of private messages, and calls it
     * after each message. It does nothing most of the time.
     */
    public void balance() {
        if (!gone.isEmpty()) {
            endThoseGone();
        }
        long now = kept.get();
        if (now <= full) {
            return;
        }
        if (now > full + capacity / PART_IN_THE_MEANTIME) {
            givingBack.lock();
        } else if (!givingBack.tryLock()) {
            return;
        }
        try {
            if (kept.get() > full) {
                giveBack(capacity - capacity / PART_FREED);
                // There may be nothing left that could be given back; then it is not looked for with every message.
                full = Math.max(capacity, kept.get() + capacity / PART_IN_THE_MEANTIME);
                tickLater();
            }
        } finally {
            givingBack.unlock();
        }
    }

    /** Has {@link #tick} called about a second later, if there will be something to do. */
    private void tickLater() {
        if ((full > capacity || !gone.isEmpty()) && awaited.compareAndSet(false, true)) {
            later.execute(this::tick);
        }
    }

    /** As {@link #balance}: what could not be given back once perhaps can be now. */
    private void tick() {
        awaited.set(false);
        if (full > capacity && givingBack.tryLock()) {
            full = capacity;
            givingBack.unlock();
        }
        balance();
        tickLater();
    }

    private void endThoseGone() {
        long now = clock.millis();
        for (Gone first = gone.peek(); first != null && first.untilMillis() <= now; first = gone.peek()) {
            if (gone.remove(first)) {
                first.account().end();
            }
        }
    }

    private void giveBack(long wanted) {
        MemoryAccount[] all = accounts.toArray(MemoryAccount[]::new);
        long[] held = new long[all.length];
        double[] shares = new double[all.length];
        long total = 0;
        for (int i = 0; i < all.length; i++) {
            held[i] = all[i].held();
            shares[i] = all[i].share();
            total += held[i];
        }
        // What is in no account waits to be read, and cannot be given back. However much that is, those who talk keep half.
        double level = level(held, shares, Math.max(wanted / 2, wanted - (kept.get() - total)));
        for (int i = 0; i < all.length; i++) {
            long target = (long) (level * shares[i]);
            if (held[i] > target) {
                all[i].giveBack(target);
            }
        }
    }

    /** For how many bytes a share is good if all together are to keep no more than wanted. */
    private static double level(long[] held, double[] shares, long wanted) {
        double low = 0;
        double high = 0;
        for (int i = 0; i < held.length; i++) {
            high = Math.max(high, (double) held[i] / shares[i]);
        }
        for (int step = 0; step < STEPS_TO_LEVEL && high - low > 1; step++) {
            double middle = (low + high) / 2;
            double kept = 0;
            for (int i = 0; i < held.length; i++) {
                kept += Math.min((double) held[i], middle * shares[i]);
            }
            if (kept > wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }
}

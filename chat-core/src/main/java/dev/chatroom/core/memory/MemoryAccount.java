package dev.chatroom.core.memory;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.stream.Stream;

/**
 * What one holder, such as a room, keeps of what people said, as counted in the budget of the chat. Whoever keeps
 * something else with a room, such as its events in another form, charges that here and is asked to let it go when the
 * budget is full.
 */
public final class MemoryAccount {
    /** So much is set aside at once: then most messages touch no number that all threads share. */
    private static final long STEP = 1_024;

    /** Who keeps it. */
    public interface Holder {
        /**
         * Forgets the oldest of what it keeps until no more than so many bytes are left, or what cannot be forgotten; then
         * counts anew. Called by any thread, which holds no lock.
         */
        void giveBack(long target);

        /** Gives back everything, and closes the account. Called by any thread, which holds no lock. */
        void end();
    }

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<MemoryAccount, List> CACHES =
            AtomicReferenceFieldUpdater.newUpdater(MemoryAccount.class, List.class, "caches");

    private static final class Nobody implements Holder {
        @Override
        public void giveBack(long target) {
            // Nothing is too much.
        }

        @Override
        public void end() {
            // There is nobody who could be gone.
        }
    }

    /** What somebody else keeps of a holder's events and can make anew from them. */
    public interface Cache {
        /** Lets go of everything, and charges the account accordingly. Called by any thread, which holds no lock. */
        void clear();

        /** The same for good, since the holder is gone. May be called more than once. */
        void end();
    }

    private final MemoryBudget budget;
    private final Holder holder;
    private final AtomicLong charged = new AtomicLong();

    /** Never changed, only replaced. */
    private volatile List<Cache> caches = List.of();

    /** Set aside in the budget, at least what is held. Written under the holder's lock. */
    private volatile long setAside;

    /** How many people it is for, by the holder's own reckoning; positive. Written under the holder's lock. */
    private volatile double share = 1;

    /** Written under the holder's lock. */
    private volatile boolean closed;

    MemoryAccount(MemoryBudget budget, Holder holder) {
        this.budget = budget;
        this.holder = holder;
    }

    /** An account that takes everything and counts for nobody. */
    public static MemoryAccount uncounted() {
        return new MemoryBudget(Long.MAX_VALUE, InstantSource.system(), Runnable::run).open(new Nobody());
    }

    /**
     * Charges so many bytes, or gives them back if negative; those are always taken.
     *
     * @return false if nothing was charged since the budget is full, or the holder is gone: then it is not to be kept
     */
    public boolean charge(long bytes) {
        if (bytes > 0 && (closed || budget.isFull())) {
            return false;
        }
        charged.addAndGet(bytes);
        budget.add(bytes);
        return true;
    }

    /**
     * Has a cache be told when memory is short, and when the holder is gone. For any thread.
     *
     * @return false if the holder is gone: then there is nothing to be kept
     */
    public boolean addCache(Cache added) {
        List<Cache> before = List.of();
        List<Cache> after = List.of();
        do {
            if (closed) {
                return false;
            }
            before = caches;
            after = Stream.concat(before.stream(), Stream.of(added)).toList();
        } while (!CACHES.compareAndSet(this, before, after));
        // The account is closed before its caches are ended, so that one of us notices the other.
        return !closed;
    }

    /** Has the caches let go of what can be made anew, for good if the account is closed; under no lock. */
    public void clearCaches() {
        for (Cache kept : caches) {
            if (closed) {
                kept.end();
            } else {
                kept.clear();
            }
        }
    }

    /** Tells how many bytes the holder keeps itself; under its lock. */
    public void hold(long bytes) {
        long aside = setAside;
        if (closed || (bytes <= aside && bytes > aside - 2 * STEP)) {
            return;
        }
        if (aside == 0) {
            budget.know(this);
        }
        long wanted = (bytes + STEP - 1) / STEP * STEP;
        setAside = wanted;
        budget.add(wanted - aside);
    }

    /** Tells for how many people it is kept; under the holder's lock. */
    public void setShare(double people) {
        share = people;
    }

    double share() {
        return share;
    }

    /** How many bytes are counted here. */
    long held() {
        return setAside + charged.get();
    }

    void end() {
        holder.end();
    }

    void giveBack(long target) {
        holder.giveBack(target);
    }

    /** The holder is gone, and what it kept; under its lock. Idempotent. */
    public void close() {
        if (!closed) {
            budget.add(-setAside);
            setAside = 0;
            closed = true;
            budget.forget(this);
        }
    }
}

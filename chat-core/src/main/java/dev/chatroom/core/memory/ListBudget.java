package dev.chatroom.core.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much heap all may take that users put on lists: masks and invitations of rooms, names that are followed or ignored.
 * Unlike history it cannot be forgotten, so what would be too much is refused. Nobody may take more than a small part of
 * what is left, so that however many come first, something is left for the next; and a little everybody may have in any
 * case. For any thread; what is asked and then added by several at once may be too much by what they add.
 */
public final class ListBudget {
    /** This part of what is left is the most that one room or user may have. */
    private static final int PART_FOR_ONE = 64;

    /** What every room and every user may have. */
    private static final int ALWAYS = 2 * 1024;

    /** What every room may have for each member more. */
    private static final int FOR_EACH_MEMBER = 64;

    private final long capacity;
    private final AtomicLong kept = new AtomicLong();

    ListBudget(long capacity) {
        this.capacity = capacity;
    }

    /** Whether a user who has so much may have so much instead. */
    public boolean allows(long before, long after) {
        return allows(before, after, 0);
    }

    /** Whether a room with so many members may. */
    public boolean allows(long before, long after, int members) {
        if (after <= before || after <= ALWAYS + (long) FOR_EACH_MEMBER * members) {
            return true;
        }
        long left = capacity - kept.get() - (after - before);
        return after <= left / PART_FOR_ONE;
    }

    /** Counts what has been added, or taken away if negative. */
    public void add(long bytes) {
        kept.addAndGet(bytes);
    }

    public long kept() {
        return kept.get();
    }
}

package dev.chatroom.core.people;

import dev.chatroom.core.room.UserMode;
import java.util.EnumMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How many of those who are present have what switched on: kept, since many newcomers ask at once. For any thread. */
public final class ModeCounts {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final EnumMap<UserMode, Integer> counts = new EnumMap<>(UserMode.class);

    /**
     * Does what may change a user's modes or presence, and yields its result; none of the two changes elsewhere.
     *
     * @param counted what is switched on for the user, nothing unless the user is present
     */
    public boolean change(Supplier<Set<UserMode>> counted, BooleanSupplier change) {
        lock.lock();
        try {
            add(counted.get(), -1);
            boolean result = change.getAsBoolean();
            add(counted.get(), 1);
            return result;
        } finally {
            lock.unlock();
        }
    }

    public int of(UserMode mode) {
        lock.lock();
        try {
            return counts.getOrDefault(mode, 0);
        } finally {
            lock.unlock();
        }
    }

    private void add(Set<UserMode> modes, int by) {
        modes.forEach(mode -> counts.merge(mode, by, Integer::sum));
    }
}

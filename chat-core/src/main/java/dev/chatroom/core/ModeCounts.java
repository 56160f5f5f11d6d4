package dev.chatroom.core;

import dev.chatroom.core.room.UserMode;
import java.util.EnumMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How many of those who are present have what switched on: kept, since many newcomers ask at once. For any thread. */
final class ModeCounts {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final EnumMap<UserMode, Integer> counts = new EnumMap<>(UserMode.class);

    /** Does what may change a user's modes or presence, and yields its result; none of the two changes elsewhere. */
    boolean change(User user, BooleanSupplier change) {
        lock.lock();
        try {
            add(user, -1);
            boolean result = change.getAsBoolean();
            add(user, 1);
            return result;
        } finally {
            lock.unlock();
        }
    }

    int of(UserMode mode) {
        lock.lock();
        try {
            return counts.getOrDefault(mode, 0);
        } finally {
            lock.unlock();
        }
    }

    private void add(User user, int by) {
        if (user.isPresent()) {
            user.modes().forEach(mode -> counts.merge(mode, by, Integer::sum));
        }
    }
}

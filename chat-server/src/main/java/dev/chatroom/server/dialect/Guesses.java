package dev.chatroom.server.dialect;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Slows down whoever guesses a secret: after a wrong guess, an address waits a second before its next is looked at, and
 * twice as long after each further one, up to a minute. A right guess ends that, and so do ten minutes without a wrong
 * one. At most {@value #MOST_ADDRESSES} addresses are remembered, those that guessed last. For any thread.
 *
 * <p>Two secrets need one of these each: who knows the first would otherwise wipe out the price of guessing the second.
 */
public final class Guesses {
    static final int MOST_ADDRESSES = 1_000;
    private static final long FIRST_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_MILLIS = Duration.ofSeconds(60).toMillis();
    private static final long FORGOTTEN_MILLIS = Duration.ofMinutes(10).toMillis();

    /**
     * What is known of an address.
     *
     * @param waitMillis how long it has to wait in all
     * @param sinceMillis from when on, by the clock
     */
    private record Slowed(long waitMillis, long sinceMillis) {
        Slowed again(long now) {
            return new Slowed(Math.min(waitMillis * 2, LONGEST_MILLIS), now);
        }

        Slowed from(long now) {
            return new Slowed(waitMillis, now);
        }

        long leftMillis(long now) {
            return Math.max(0, sinceMillis + waitMillis - now);
        }

        boolean isForgotten(long now) {
            return now - sinceMillis >= FORGOTTEN_MILLIS;
        }
    }

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock; those who guessed last are at the end. */
    private final LinkedHashMap<Object, Slowed> slowed = new LinkedHashMap<>();

    /** Nobody has guessed yet. */
    public Guesses(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes leave for one guess. Zero if granted: the guess is to be looked at, and then {@link #wrong} or {@link #right}
     * to be called. Otherwise how long the address still has to wait; nothing is to be looked at, and asking costs
     * nothing. An address that has guessed wrong gets leave for one guess at a time, however many connections it has.
     *
     * @param address what counts as one address; compared by {@code equals}
     */
    public Duration take(Object address) {
        lock.lock();
        try {
            long now = clock.millis();
            Slowed one = known(address, now);
            if (one == null) {
                return Duration.ZERO;
            }
            long left = one.leftMillis(now);
            if (left == 0) {
                Slowed unused = remember(address, one.from(now));
            }
            return Duration.ofMillis(left);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a wrong guess, and says how long it is until the next is looked at. */
    public Duration wrong(Object address) {
        lock.lock();
        try {
            long now = clock.millis();
            Slowed before = known(address, now);
            Slowed one = remember(address, before == null ? new Slowed(FIRST_MILLIS, now) : before.again(now));
            return Duration.ofMillis(one.waitMillis());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the wrong guesses of an address that has guessed right. */
    public void right(Object address) {
        lock.lock();
        try {
            slowed.remove(address);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Slowed known(Object address, long now) {
        Slowed one = slowed.get(address);
        if (one != null && one.isForgotten(now)) {
            slowed.remove(address);
            return null;
        }
        // A clock that was set back costs no more than the wait itself.
        return one == null || one.sinceMillis() <= now ? one : remember(address, one.from(now));
    }

    private Slowed remember(Object address, Slowed one) {
        slowed.putLast(address, one);
        if (slowed.size() > MOST_ADDRESSES) {
            slowed.pollFirstEntry();
        }
        return one;
    }
}

package dev.chatroom.server.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers wrong guesses by address: after the first, an address waits a second before its next guess is looked at, and
 * twice as long after each further one, up to a minute. A right guess ends that, and so do ten minutes without a wrong
 * one. At most {@value #MOST_ADDRESSES} addresses are remembered, those that guessed last. Guarded by the lock of the
 * {@link LoginQueue} that has it.
 *
 * <p>Two secrets need one of these each: somebody who knows the first could otherwise wipe out the price of guessing the
 * second.
 */
final class LoginThrottle {
    /** More than one thread can find wrong within ten minutes, however cheap the hash: so nobody is pushed out early. */
    static final int MOST_ADDRESSES = 10_000;

    private static final long FIRST_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_MILLIS = Duration.ofSeconds(60).toMillis();
    private static final long FORGOTTEN_MILLIS = Duration.ofMinutes(10).toMillis();

    /**
     * What is known of an address.
     *
     * @param wrong how many guesses were wrong
     * @param waitMillis how long it has to wait in all
     * @param sinceMillis from when on, by the clock
     */
    private record Slowed(int wrong, long waitMillis, long sinceMillis) {
        Slowed again(long now) {
            return new Slowed(wrong + 1, Math.min(waitMillis * 2, LONGEST_MILLIS), now);
        }

        long leftMillis(long now) {
            return Math.max(0, sinceMillis + waitMillis - now);
        }

        boolean isForgotten(long now) {
            return now - sinceMillis >= FORGOTTEN_MILLIS;
        }
    }

    private final InstantSource clock;

    /** Those who guessed last are at the end. */
    private final LinkedHashMap<String, Slowed> slowed = new LinkedHashMap<>();

    /** Nobody has guessed yet. */
    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** How long it is until a guess from there may be looked at. */
    Duration left(String host) {
        long now = clock.millis();
        Slowed one = known(host, now);
        return one == null ? Duration.ZERO : Duration.ofMillis(one.leftMillis(now));
    }

    /** How many guesses from there were wrong lately. */
    int wrongGuesses(String host) {
        Slowed one = known(host, clock.millis());
        return one == null ? 0 : one.wrong();
    }

    /** Counts a wrong guess, and says how long it is until the next is looked at. */
    Duration wrong(String host) {
        long now = clock.millis();
        Slowed before = known(host, now);
        Slowed one = remember(host, before == null ? new Slowed(1, FIRST_MILLIS, now) : before.again(now));
        return Duration.ofMillis(one.waitMillis());
    }

    /** Forgets the wrong guesses of an address that has guessed right. */
    void right(String host) {
        slowed.remove(host);
    }

    private @Nullable Slowed known(String host, long now) {
        Slowed one = slowed.get(host);
        if (one != null && one.isForgotten(now)) {
            slowed.remove(host);
            return null;
        }
        // A clock that was set back costs no more than the wait itself.
        return one == null || one.sinceMillis() <= now
                ? one
                : remember(host, new Slowed(one.wrong(), one.waitMillis(), now));
    }

    private Slowed remember(String host, Slowed one) {
        slowed.putLast(host, one);
        if (slowed.size() > MOST_ADDRESSES) {
            slowed.pollFirstEntry();
        }
        return one;
    }
}

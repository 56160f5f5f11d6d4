package dev.chatroom.server.access;

import dev.chatroom.server.access.Guess.Match;
import dev.chatroom.server.access.LoginAttempt.Source;
import dev.chatroom.server.access.LoginAttempt.Verdict;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where guesses at secrets wait to be looked at: one at a time from each address, from the first on. One platform thread
 * computes hashes, since nothing interrupts a virtual thread that computes; it lives as long as somebody waits. After each
 * it rests for as long as that took, unless somebody comes meanwhile who has not guessed wrong. For any thread.
 *
 * <p>A guess that needs no hash, such as a right one that was right before, is answered at once if its address has
 * nothing else waiting and need not wait for a wrong one.
 */
final class LoginQueue {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    /** How often waits are compared with the clock, which may be set meanwhile. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /** @param delay how long the next guess from there waits */
    private record Settled(LoginAttempt attempt, Verdict verdict, Duration delay) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.

    private final LoginThrottle passwordThrottle;
    private final LoginThrottle operatorThrottle;
    private final LoginLines lines;

    /** Whose verdict is to be told as soon as the lock is free. */
    private List<Settled> settled = new ArrayList<>();

    /** The one whose hash is being computed. */
    private @Nullable LoginAttempt computed;

    /** How many hashes were computed of right guesses: each may make others known to be right. */
    private int rightGuesses;

    /** When the last hash was begun, and until when the thread rests after it, by System.nanoTime. */
    private long computingSince = System.nanoTime();

    private long restUntil = computingSince;

    private boolean working;

    /** @param most how many guesses may wait */
    LoginQueue(InstantSource clock, int most) {
        this.passwordThrottle = new LoginThrottle(clock);
        this.operatorThrottle = new LoginThrottle(clock);
        this.lines = new LoginLines(this::throttle, most);
    }

    /** Takes a guess; it has a verdict already if that takes no hash and no wait. */
    LoginAttempt submit(Source source, String address, Guess guess) {
        LoginAttempt attempt;
        lock.lock();
        try {
            Duration delay = throttle(source).left(source.host());
            attempt = new LoginAttempt(this, source, address, guess, delay);
            boolean first = lines.isFirst(source) && delay.isZero();
            if (lines.isFull(source)) {
                settled.add(new Settled(attempt, Verdict.ADDRESS_CROWDED, Duration.ZERO));
            } else if (!first || !settleAtOnce(attempt)) {
                LoginAttempt surplus = lines.add(attempt, computed);
                if (surplus != null) {
                    settled.add(new Settled(surplus, Verdict.CROWDED, Duration.ZERO));
                }
                work();
            }
        } finally {
            unlockAndTell();
        }
        return attempt;
    }

    /**
     * Takes a guess out whose client has gone, and counts it as a wrong one: else addresses would stay newcomers for ever
     * that hang up and come again. False if it is too late.
     */
    boolean abandon(LoginAttempt attempt) {
        lock.lock();
        try {
            if (attempt == computed || !lines.remove(attempt)) {
                return false;
            }
            countWrong(attempt.source());
            changed.signal();
            return true;
        } finally {
            unlockAndTell();
        }
    }

    /** How many guesses wait. */
    int waiting() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            unlockAndTell();
        }
    }

    private LoginThrottle throttle(Source source) {
        return switch (source.kind()) {
            case PASSWORD -> passwordThrottle;
            case OPERATOR -> operatorThrottle;
        };
    }

    /** Sees to it that somebody works. */
    private void work() {
        if (working) {
            changed.signal();
        } else {
            working = true;
            Thread.ofPlatform().name("chatroom-logins").daemon().start(this::lookAtAll);
        }
    }

    private void lookAtAll() {
        while (true) {
            LoginAttempt next = awaitNext();
            if (next == null) {
                return;
            }
            boolean right = isRight(next);
            lock.lock();
            try {
                computed = null;
                long now = System.nanoTime();
                restUntil = now + (now - computingSince);
                if (right) {
                    rightGuesses++;
                }
                lines.remove(next);
                settle(next, right);
            } finally {
                unlockAndTell();
            }
        }
    }

    private static boolean isRight(LoginAttempt attempt) {
        try {
            return attempt.guess().isRight();
        } catch (RuntimeException | Error fault) {
            // The others still wait for an answer.
            LOG.log(Level.ERROR, "a secret could not be looked at", fault);
            return false;
        }
    }

    /** The guess whose hash is to be computed now; null if nobody waits any more. */
    private @Nullable LoginAttempt awaitNext() {
        while (true) {
            lock.lock();
            try {
                settleAllAtOnce();
                if (lines.isEmpty()) {
                    working = false;
                    return null;
                }
                long now = System.nanoTime();
                computed = now - restUntil < 0 ? lines.nextNewcomer(computingSince) : lines.next();
                if (computed != null) {
                    computingSince = now;
                    return computed;
                }
                if (settled.isEmpty()) {
                    changed.awaitNanos(nanosUntilNext());
                }
            } catch (InterruptedException nobodyDoesThat) {
                // A thread of our own, which nobody else knows. It ends when nobody waits.
            } finally {
                unlockAndTell();
            }
        }
    }

    /** How long it is until the first of those who wait may be looked at, as far as can be said now. */
    private long nanosUntilNext() {
        long rest = restUntil - System.nanoTime();
        long delay = lines.shortestWait().toNanos();
        long longest = LONGEST_PAUSE.toNanos();
        return Math.clamp(Math.max(rest, delay), TimeUnit.MILLISECONDS.toNanos(1), longest);
    }

    /** Answers what can be told by now of those whose turn it is. */
    private void settleAllAtOnce() {
        boolean more = true;
        while (more) {
            more = false;
            for (LoginAttempt first : lines.ready()) {
                if (!first.isComparedAfter(rightGuesses) && settleAtOnce(first)) {
                    more = lines.remove(first);
                }
            }
        }
    }

    private boolean settleAtOnce(LoginAttempt attempt) {
        Match match = attempt.guess().atOnce();
        attempt.markComparedAfter(rightGuesses);
        if (match == Match.UNKNOWN) {
            return false;
        }
        settle(attempt, match == Match.YES);
        return true;
    }

    private void settle(LoginAttempt attempt, boolean right) {
        Source source = attempt.source();
        if (right) {
            throttle(source).right(source.host());
            settled.add(new Settled(attempt, Verdict.ADMITTED, Duration.ZERO));
        } else {
            settled.add(new Settled(attempt, Verdict.WRONG, countWrong(source)));
        }
    }

    private Duration countWrong(Source source) {
        Duration delay = throttle(source).wrong(source.host());
        for (LoginAttempt surplus : lines.shorten(source)) {
            settled.add(new Settled(surplus, Verdict.ADDRESS_CROWDED, Duration.ZERO));
        }
        return delay;
    }

    /** A log that nobody reads must not stop those who come. */
    private void unlockAndTell() {
        List<Settled> telling = settled;
        if (!telling.isEmpty()) {
            settled = new ArrayList<>();
        }
        lock.unlock();
        for (Settled one : telling) {
            if (one.verdict() == Verdict.WRONG) {
                LOG.log(Level.WARNING, "wrong {0} from {1}; the next guess waits {2} s",
                        one.attempt().source().kind().shown(), one.attempt().address(), one.delay().toSeconds());
            }
            one.attempt().settle(one.verdict());
        }
    }
}

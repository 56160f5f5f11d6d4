package dev.chatroom.core;

import dev.chatroom.core.ChatEvent.CrowdChanged;
import java.time.Duration;

/**
 * Who comes into a large room and leaves it: in numbers, since nobody could read the names. Guarded by the room's
 * append lock.
 */
final class Crowd {
    /** Quiet events may fill this part of the log before readers are woken for them. */
    private static final int QUIET_PART_OF_LOG = 8;

    private static final Duration BETWEEN_SUMMARIES = Duration.ofSeconds(3);

    private final Limits limits;

    /** Quiet events since readers were woken last. */
    private int quietSinceWake;

    private int joined;
    private int left;
    private long summarisedAtMillis;

    /** Whether somebody will come by later to sum up. */
    private boolean awaited;

    Crowd(Limits limits) {
        this.limits = limits;
    }

    /** Whether a room with so many members is so large. */
    boolean isQuiet(int present) {
        return present > limits.of(Limit.QUIET_ABOVE);
    }

    void joinedQuietly() {
        joined++;
    }

    void leftQuietly() {
        left++;
    }

    /**
     * Quiet events wake nobody: they are read with the next event that does, at the latest with the summary. Only a
     * storm of them wakes earlier, so that nobody who keeps up falls behind by sleeping.
     */
    boolean wakesReaders(boolean quiet) {
        int most = limits.of(Limit.LOG_EVENTS) / QUIET_PART_OF_LOG;
        quietSinceWake = quiet && quietSinceWake < most ? quietSinceWake + 1 : 0;
        return quietSinceWake == 0;
    }

    /** Whether somebody must come by later to sum up: true once, until that one has come. */
    boolean mustBeAwaited() {
        boolean must = !awaited && (joined > 0 || left > 0);
        awaited |= must;
        return must;
    }

    /** Somebody has come by. */
    void awaitedNoMore() {
        awaited = false;
    }

    /** Whether there is something to sum up, and the last time was long enough ago. */
    boolean isDue(long nowMillis) {
        boolean tooSoon = Math.abs(nowMillis - summarisedAtMillis) < BETWEEN_SUMMARIES.toMillis();
        return !tooSoon && (joined > 0 || left > 0);
    }

    CrowdChanged sumUp(Stamp stamp, int present, long nowMillis) {
        CrowdChanged changed = new CrowdChanged(stamp, joined, left, present);
        joined = 0;
        left = 0;
        summarisedAtMillis = nowMillis;
        return changed;
    }
}

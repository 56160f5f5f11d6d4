package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Left;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.JoinLeaveSummary;

/**
 * When a room wakes its readers. Quiet joins and leaves wake nobody: they are read with the next event that does, at the
 * latest with the summary. Only a storm of them wakes earlier, so that nobody who keeps up falls behind by sleeping.
 * Guarded by the room's append lock.
 */
final class WakePolicy {
    /** Quiet events may fill this part of the log before readers are woken for them. */
    private static final int QUIET_PART_OF_LOG = 8;

    private final int mostQuiet;

    /** Quiet events since readers were woken last. */
    private int quiet;

    private boolean wakeDue;

    /** Whether somebody will come by later to sum up. */
    private boolean summaryAwaited;

    /** @param logEvents how many events the log keeps */
    WakePolicy(int logEvents) {
        this.mostQuiet = logEvents / QUIET_PART_OF_LOG;
    }

    void committed(RoomEvent event) {
        quiet = isQuiet(event) && quiet < mostQuiet ? quiet + 1 : 0;
        wakeDue |= quiet == 0;
    }

    private static boolean isQuiet(RoomEvent event) {
        return (event instanceof Joined joined && joined.quiet()) || (event instanceof Left left && left.quiet());
    }

    /** Whether readers are to be woken now: true once. */
    boolean takeWake() {
        boolean due = wakeDue;
        wakeDue = false;
        return due;
    }

    /** Whether somebody must come by later to sum up: true once, until {@link #summaryCame}. */
    boolean takeSummary(JoinLeaveSummary summary) {
        boolean must = !summaryAwaited && !summary.isEmpty();
        summaryAwaited |= must;
        return must;
    }

    /** Somebody has come by. */
    void summaryCame() {
        summaryAwaited = false;
    }
}

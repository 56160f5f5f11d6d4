package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.Pause;
import dev.chatroom.server.pace.Workload;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the reader makes a client wait that writes faster than it may, or asks for more: its next lines stay where they are.
 * Confined to the reader's thread.
 */
final class ReaderPace {
    /** Who has not had to wait for so long is not flooding any more. */
    private static final long FLOOD_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * A client whose lines wait is reminded so often. That finds out that it is gone, too: its lines that have come stay
     * readable then, and only writing to it fails, from the second time on.
     */
    private static final Duration REMINDER_INTERVAL = Duration.ofSeconds(5);

    /** More often where clients are ended soon. */
    private static final int REMINDERS_PER_TIMEOUT = 20;

    /** How many reads may find bytes waiting before other virtual threads get a turn. */
    private static final int READS_PER_TURN = 16;

    /** After so many turns even those get one whom yielding does not reach; it costs a handing over between threads. */
    private static final int TURNS_PER_PAUSE = 8;

    /** The same of units of work. */
    static final int UNITS_PER_TURN = 4;

    private final SessionState state;
    private final PausableInput input;
    private final ServerResources server;
    private final Workload work;

    /** Null as long as the client has not had to wait, as with most. */
    private @Nullable Waits waits;

    private int reads;
    private int unitsInTurn;
    private int turns;

    /** When the client had to wait, by the clock; in the beginning so long ago that it counts no more. */
    private static final class Waits {
        /** When a line had to wait last, and since when that has gone on without a pause. */
        long throttledAt;

        long floodingSince;

        /** When the client was reminded last that its lines wait, or began to wait. */
        long remindedAt;

        /** When the client had to wait last because of what it asked for. */
        long workAwaitedAt;

        Waits(long now) {
            throttledAt = now - 2 * FLOOD_PAUSE_NANOS;
            workAwaitedAt = throttledAt;
            floodingSince = now;
            remindedAt = now;
        }
    }

    ReaderPace(SessionState state, PausableInput input, ServerResources server, Workload work) {
        this.state = state;
        this.input = input;
        this.server = server;
        this.work = work;
    }

    /** Waits until the client has paid for what it asked for before; false if the session ends. */
    boolean awaitWork(Dialect dialect) throws InterruptedException {
        for (Duration wait = work.untilNext(); !wait.isZero(); wait = work.untilNext()) {
            boolean alone = work.owesTooMuch();
            if (alone) {
                markThrottled();
                if (endIfFlooding(dialect)) {
                    return false;
                }
            }
            pauseForWork(dialect, wait);
            if (alone) {
                waits().throttledAt = now();
            }
            if (state.isEnding()) {
                return false;
            }
        }
        return true;
    }

    /** The same in the midst of an answer, whose length does not count against the client. */
    void awaitWorkOfAnswer(Dialect dialect) throws InterruptedException {
        for (Duration wait = work.untilNext(); !wait.isZero() && !state.isEnding(); wait = work.untilNext()) {
            pauseForWork(dialect, wait);
        }
    }

    /** The same for a client that nothing can be told. */
    void awaitWorkUntold() throws InterruptedException {
        for (Duration wait = work.untilNext(); !wait.isZero() && !state.isEnding(); wait = work.untilNext()) {
            input.pause(wait);
        }
    }

    /** The client is told why, once until there has been no such wait for some time. */
    private void pauseForWork(Dialect dialect, Duration length) throws InterruptedException {
        if (now() - waits().workAwaitedAt > FLOOD_PAUSE_NANOS) {
            dialect.notify(new Notice.AsksTooMuch(!work.owesTooMuch()));
        }
        input.pause(length);
        waits().workAwaitedAt = now();
        // It has waited as it was told, which is no silence.
        state.heard();
    }

    /** After a read: a client that never stops sending would otherwise keep a carrier, since its reads need not wait. */
    void letOthersRun() throws InterruptedException {
        reads++;
        if (reads % READS_PER_TURN == 0) {
            giveWay();
        }
    }

    /** After so many units of work, the same for a client whose lines cost much. */
    void letOthersRun(int units) throws InterruptedException {
        unitsInTurn += units;
        if (unitsInTurn >= UNITS_PER_TURN) {
            unitsInTurn = 0;
            giveWay();
        }
    }

    /** Mostly in the cheap way, which is not fair to all: see {@link Pause#letOthersRun}. */
    @SuppressWarnings("ThreadPriorityCheck")
    private void giveWay() throws InterruptedException {
        turns++;
        if (turns % TURNS_PER_PAUSE == 0) {
            input.letOthersRun();
        } else {
            Thread.yield();
        }
    }

    /** The client's line has to wait. */
    void markThrottled() {
        long now = now();
        Waits known = waits();
        if (now - known.throttledAt > FLOOD_PAUSE_NANOS) {
            known.floodingSince = now;
            known.remindedAt = now;
        }
        known.throttledAt = now;
    }

    /** Reminds the client now and then that its lines wait. */
    void remind(Dialect dialect) {
        long now = now();
        Waits known = waits();
        if (now - known.remindedAt >= reminderInterval().toNanos()) {
            known.remindedAt = now;
            dialect.notify(new Notice.StillWaiting());
        }
    }

    private Duration reminderInterval() {
        Duration share = server.config().floodTimeout().dividedBy(REMINDERS_PER_TIMEOUT);
        return share.compareTo(REMINDER_INTERVAL) < 0 ? share : REMINDER_INTERVAL;
    }

    /** Ends the session if its lines have had to wait for too long; returns whether that is so. */
    boolean endIfFlooding(Dialect dialect) {
        Duration most = server.config().floodTimeout();
        boolean flooding = server.clock().isOver(waits().floodingSince, most);
        if (flooding && state.markEnded(CloseReason.FLOODING, null)) {
            dialect.partWith(new Notice.Flooding(most));
        }
        return flooding;
    }

    private Waits waits() {
        Waits known = waits == null ? new Waits(now()) : waits;
        waits = known;
        return known;
    }

    private long now() {
        return server.clock().now();
    }
}

package dev.chatroom.server.pace;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Something that happens when a client's time is over, by the {@link ServerClock}: after a stop of the server it has all of
 * its time again. For any thread.
 */
public final class Timeout {
    private final ServerClock clock;
    private final ScheduledExecutorService timer;
    private final long nanos;
    private final Runnable action;
    private final long begun;
    private volatile boolean cancelled;

    /** The next look at the clock. Written by whoever starts the timeout, then by the timer. */
    private volatile ScheduledFuture<?> look;

    private Timeout(ServerClock clock, ScheduledExecutorService timer, Duration time, Runnable action) {
        this.clock = clock;
        this.timer = timer;
        this.nanos = time.toNanos();
        this.action = action;
        this.begun = clock.now();
        this.look = lookIn(nanos);
    }

    /** Runs the action on the timer's thread when so much time has passed. */
    public static Timeout start(ServerClock clock, ScheduledExecutorService timer, Duration time, Runnable action) {
        return new Timeout(clock, timer, time, action);
    }

    /** The action will not be begun any more. */
    public void cancel() {
        cancelled = true;
        look.cancel(false);
    }

    private void look() {
        if (cancelled) {
            return;
        }
        long left = nanos - clock.since(begun);
        if (left > 0) {
            look = lookIn(left);
        } else {
            action.run();
        }
    }

    private ScheduledFuture<?> lookIn(long delay) {
        return timer.schedule(this::look, delay, TimeUnit.NANOSECONDS);
    }
}

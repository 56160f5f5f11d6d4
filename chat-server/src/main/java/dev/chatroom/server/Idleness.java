package dev.chatroom.server;

import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.Notice;
import java.time.Duration;

/** How long a client has been silent, and whether it has been warned. Written by the reader and the sweeper. */
final class Idleness {
    /** The warning comes when this part of the allowed time is left. */
    private static final int WARNING_PART = 5;

    /** By System.nanoTime. */
    private volatile long heardAt = System.nanoTime();

    private volatile boolean warned;

    /** The client wrote something. */
    void end() {
        heardAt = System.nanoTime();
        warned = false;
    }

    /** Whether a client has been silent for so long. */
    boolean isOver(long now, Duration allowed) {
        return now - heardAt > allowed.toNanos();
    }

    /** Asks a client that has been silent whether it is there; returns whether it has not answered in time. */
    boolean isOver(long now, Duration askAfter, Duration answerWithin, Dialect dialect) {
        boolean silent = isOver(now, askAfter);
        if (silent && !warned) {
            warned = true;
            dialect.notify(new Notice.AreYouThere());
        }
        return silent && isOver(now, askAfter.plus(answerWithin));
    }

    /** Warns a client whose time is nearly up; returns whether it is up. */
    boolean isOver(long now, Duration allowed, Dialect dialect) {
        Duration silent = Duration.ofNanos(now - heardAt);
        Duration warning = allowed.dividedBy(WARNING_PART);
        if (!warned && silent.compareTo(allowed.minus(warning)) > 0) {
            warned = true;
            dialect.notify(new Notice.IdleWarning(warning));
        }
        return silent.compareTo(allowed) > 0;
    }
}

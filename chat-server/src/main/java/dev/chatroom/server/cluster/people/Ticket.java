package dev.chatroom.server.cluster.people;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Says until when a node takes something from another: it was issued by the node itself, by its own clock, so no two clocks are compared.
 * Whoever sends something with it knows that it is not taken later than {@link #GOOD} after that.
 *
 * @param instance the process that issued it
 * @param at when, by that process's {@link System#nanoTime}
 */
record Ticket(long instance, long at) {
    /** So long after it was issued, it is good. */
    static final Duration GOOD = Duration.ofSeconds(3);

    static final int BYTES = 2 * Long.BYTES;

    /** For whoever has been issued none; no process has this number. */
    static final Ticket NONE = new Ticket(0, 0);

    static Ticket read(ByteBuffer form) {
        return new Ticket(form.getLong(), form.getLong());
    }

    void write(ByteBuffer form) {
        form.putLong(instance).putLong(at);
    }

    /** Whether this process issued it and it is good now. */
    boolean isGood(long process, long now) {
        return instance == process && now - at >= 0 && now - at < GOOD.toNanos();
    }
}

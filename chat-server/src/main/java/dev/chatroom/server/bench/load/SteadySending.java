package dev.chatroom.server.bench.load;

/**
 * Sends so many messages a second, whether or not they arrive: the load of people, who do not wait for each other. Each
 * message has its time. Where one can only be sent later, because the server takes nothing, its latency counts from the time
 * that it had; up to two milliseconds are the event loop's own and are not counted.
 */
final class SteadySending implements Activity {
    private static final long OWN_DELAY_MICROS = 2_000;
    private static final long RETRY_MICROS = 10_000;

    /** After so many at once, reading has its turn. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Sending sending;
    private final double interval;
    private final long start;
    private long next;

    /** From {@code start} on, in microseconds. */
    SteadySending(Sending sending, int perSecond, long start) {
        this.sending = sending;
        this.interval = (double) Stopwatch.SECOND / perSecond;
        this.start = start;
    }

    @Override
    public long step(long now) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            long due = due();
            if (due > now) {
                return due - now;
            }
            int sender = (int) (next % sending.senders());
            if (!sending.isGone(sender)) {
                if (sending.isBlocked(sender)) {
                    return RETRY_MICROS;
                }
                sending.send(sender, 1, now - due > OWN_DELAY_MICROS ? due : now);
            }
            next++;
        }
        return 0;
    }

    private long due() {
        return start + (long) (next * interval);
    }
}

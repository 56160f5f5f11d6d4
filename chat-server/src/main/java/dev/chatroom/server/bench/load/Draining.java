package dev.chatroom.server.bench.load;

/** Waits for what is under way, until all is there or nothing more has come for two seconds. */
final class Draining implements Activity {
    static final long MOST_MICROS = 15 * Stopwatch.SECOND;

    private static final long QUIET_MICROS = 2 * Stopwatch.SECOND;
    private static final long STEP_MICROS = 50_000;

    private final Ledger ledger;
    private final Reception reception;
    private final long start;

    Draining(Ledger ledger, Reception reception, long start) {
        this.ledger = ledger;
        this.reception = reception;
        this.start = start;
    }

    @Override
    public long step(long now) {
        boolean quiet = now - Math.max(start, reception.lastMarkAt()) > QUIET_MICROS;
        return ledger.isComplete() || quiet ? FINISHED : STEP_MICROS;
    }
}

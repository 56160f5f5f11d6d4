package dev.chatroom.server.pace;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How much work clients may make the server do, each for itself and all of one address together. An address is remembered as
 * long as it has connections or has not paid for all that was done for it. For any thread.
 */
public final class WorkLimits {
    /** A client saves up enough to come into all its rooms at once and to ask about each, as programs do. */
    private static final int BURST_SECONDS = 40;

    private static final int ADDRESS_BURST_SECONDS = 20;

    /** So many addresses are remembered without a connection since somebody has browsed there, some 150 bytes each. */
    private static final int MOST_BROWSING = 10_000;

    private final WorkLimit client;
    private final WorkLimit address;
    private final Semaphore longTurns;
    private final Map<Object, Known> known = new ConcurrentHashMap<>();

    /** An address and how many connections it has. */
    private record Known(AddressWork work, int connections) {
        Known with(int more) {
            return new Known(work, connections + more);
        }
    }

    /**
     * Limits for a server.
     *
     * @param perSecond units a second for a client; 0 for no limit at all
     * @param perSecondAndAddress units a second for all clients of one address; 0 for no limit of theirs
     */
    public WorkLimits(int perSecond, int perSecondAndAddress, InstantSource clock) {
        this(perSecond, perSecondAndAddress, Math.max(1, Runtime.getRuntime().availableProcessors() - 1), clock);
    }

    /**
     * The same on a machine of a known size.
     *
     * @param longTurns how many clients may have something long done at once, at least 1
     */
    public WorkLimits(int perSecond, int perSecondAndAddress, int longTurns, InstantSource clock) {
        this.client = new WorkLimit(perSecond, BURST_SECONDS, clock);
        this.address = new WorkLimit(perSecond == 0 ? 0 : perSecondAndAddress, ADDRESS_BURST_SECONDS, clock);
        this.longTurns = new Semaphore(longTurns, true);
    }

    /** For a client that may ask for whatever it likes. */
    public static Workload unlimited() {
        WorkLimit none = new WorkLimit(0, 0, InstantSource.system());
        return new Workload(none, new AddressWork(none, new Semaphore(1)));
    }

    /** Takes a connection from an address in; {@link #leave} takes it out. */
    public Workload enter(Object from) {
        Known entered = known.compute(from,
                (key, before) -> before == null ? new Known(new AddressWork(address, longTurns), 1) : before.with(1));
        return new Workload(client, entered.work());
    }

    /** Charges a connection that was taken in; returns how long it has to wait before it is served. */
    public Duration connect(Object from) {
        Known here = known.get(from);
        return here == null ? Duration.ZERO : here.work().connect();
    }

    /** Takes a connection out that was taken in. */
    public void leave(Object from) {
        known.computeIfPresent(from, (key, before) -> {
            Known left = before.with(-1);
            return mayForget(left) ? null : left;
        });
    }

    /** Forgets addresses that have no connection, owe nothing and have not browsed lately. To be called now and then. */
    public void sweep() {
        known.values().removeIf(this::mayForget);
    }

    private boolean mayForget(Known one) {
        return one.connections() == 0
                && one.work().isPaid()
                && (!one.work().isBrowsing() || known.size() > MOST_BROWSING);
    }

    /** How many addresses are remembered. */
    int addresses() {
        return known.size();
    }
}

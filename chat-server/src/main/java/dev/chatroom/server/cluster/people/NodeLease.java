package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SharedMap.Answer;
import dev.chatroom.server.cluster.people.SharedMap.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The leases of the nodes: each node renews its own in a map that all share, and looks whether the others do. No two clocks are
 * compared, only how long one node has waited by its own. A node whose lease is over knows that earlier than all others, and does
 * nothing in the chat from then on until it has another. A lease is taken away only if it has the revision that was read last: so
 * whoever reads late takes nothing away that has been renewed. Owned by the ledger's thread, except {@link #isGood}.
 */
final class NodeLease implements SharedMap.Listener {
    static final Duration RENEWED = Duration.ofSeconds(1);

    /** So long after it was asked for, a lease is good. */
    static final Duration GOOD = Duration.ofSeconds(4);

    /** So long after the last news of a node, it is gone. What it sent while its lease was good has come by then. */
    static final Duration GONE = Duration.ofSeconds(6);

    /** No sooner after the last time, if somebody waits for it. */
    private static final Duration HURRIED = Duration.ofMillis(200);

    /** A node that renews its lease, and has not read that for so long, is told of no changes any more. */
    private static final Duration BLIND = Duration.ofSeconds(4);

    private final String node;
    private final long instance;
    private final SharedMap map;
    private final LongSupplier nanoTime;

    /** The leases that are not this process's, by the names of the nodes. */
    private final Map<String, Seen> others = new HashMap<>();

    /** The nodes of which news has come since all began to be handed over; null if all has been handed over. */
    private @Nullable Set<String> come;

    /** The greatest revision that there was by then. */
    private long newest;

    private long revision = SharedMap.NONE;
    private long number;
    private long askedAt;

    /** The number of the last renewal that has come back. */
    private long comesBack;

    /**
     * The number of the last renewal that has come back with all that was there before it: what is handed over from the beginning
     * lacks what has been renewed since, until it is complete.
     */
    private long readBack;

    /** When it is too long ago that one has come back, or what has come may not be all. */
    private long blindAt;

    private long tickedAt;
    private boolean busy;
    private boolean over;

    /** Whether another one was taken away before. Read by any thread, as the next. */
    private volatile boolean lost;

    private volatile boolean taken;

    /** Whether another process has got this node's name. Read by any thread. */
    private volatile boolean replaced;

    /** By the clock. Read by any thread. */
    private volatile long goodUntil;

    NodeLease(String node, long instance, SharedMap map, LongSupplier nanoTime) {
        this.node = node;
        this.instance = instance;
        this.map = map;
        this.nanoTime = nanoTime;
        this.goodUntil = nanoTime.getAsLong();
        this.askedAt = goodUntil - RENEWED.toNanos();
        this.blindAt = goodUntil + BLIND.toNanos();
        this.tickedAt = goodUntil;
    }

    private record Seen(long instance, long revision, long at) {}

    /** Whether this node may do something in the chat now. For any thread. */
    boolean isGood() {
        return !lost && isHeld();
    }

    /** Whether there is a lease, which is not good perhaps. */
    boolean isHeld() {
        return goodUntil - nanoTime.getAsLong() > 0;
    }

    /** Whether there is a lease again after one that others took away: it is not good before {@link #recover}. */
    boolean isLost() {
        return lost && isHeld();
    }

    /** What others may have taken meanwhile is known. */
    void recover() {
        lost = false;
    }

    /** Whether another process has this node's name, and has renewed its lease since this one has been looking. For any thread. */
    boolean isTaken() {
        return taken;
    }

    /**
     * Whether another process has the lease that this one had, as when somebody starts a node anew that only stood still.
     * Then this one has no more lease, ever. For any thread.
     */
    boolean isReplaced() {
        return replaced;
    }

    /** Whether this process has a lease, as far as this node has read. */
    boolean isKnown(long process) {
        return process == instance
                || others.values().stream().anyMatch(seen -> seen.instance() == process);
    }

    /** How often this node has asked for its lease. */
    long renewals() {
        return number;
    }

    /**
     * Whether this node has read all leases as they were at some time since it had asked for its own so often: it has read what it
     * wrote later. A node that is told of no changes finds nobody gone.
     */
    boolean hasReadSince(long renewals) {
        return readBack > renewals;
    }

    /** Somebody waits for {@link #hasReadSince}. */
    void hurry() {
        if (!busy && !over && nanoTime.getAsLong() - askedAt >= HURRIED.toNanos()) {
            renew(nanoTime.getAsLong());
        }
    }

    /** Whether this node renews its lease, and does not read that: it is not told of changes, and has to begin that anew. */
    boolean isBlind() {
        return isHeld() && nanoTime.getAsLong() - blindAt >= 0;
    }

    /** Whether no process that has a lease began before this one, as far as this node has read. */
    boolean isEldest() {
        return isGood() && others.values().stream().noneMatch(seen -> seen.instance() < instance);
    }

    /** How many nodes there are, this one too. */
    int nodes() {
        return 1 + others.size();
    }

    /** To be called several times a second. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (now - tickedAt >= GOOD.toNanos()) {
            // It stood still, before it ever had a lease perhaps.
            blindAt = now;
        }
        tickedAt = now;
        if (!busy && !over && now - askedAt >= RENEWED.toNanos()) {
            renew(now);
        }
        others.forEach((name, seen) -> {
            if (now - seen.at() >= GONE.toNanos()) {
                map.delete(name, seen.revision(), answer -> {
                    // Whoever does it, all read it.
                });
            }
        });
    }

    private void renew(long now) {
        busy = true;
        askedAt = now;
        map.write(node, new WrittenValue(instance, ++number, 0, new byte[0]), revision, answer -> {
            busy = false;
            if (answer instanceof Answer.Written(long written)) {
                revision = written;
                goodUntil = over ? goodUntil : now + GOOD.toNanos();
            } else {
                lookAgain();
            }
        });
    }

    /** Another revision is there: one of this process whose answer was lost, none, or that of another process of this name. */
    private void lookAgain() {
        busy = true;
        map.read(node, reading -> {
            busy = false;
            switch (reading) {
                case Reading.Found(WrittenValue value, long found) -> {
                    boolean own = value.instance() == instance;
                    lose(!own && revision != SharedMap.NONE);
                    if (lost && !own) {
                        replaced = true;
                        over = true;
                    }
                    revision = own ? found : SharedMap.NONE;
                }
                case Reading.Absent() -> {
                    lose(revision != SharedMap.NONE);
                    revision = SharedMap.NONE;
                }
                case Reading.Unknown() -> {
                    // Renewed or not, it is not good for longer than before.
                }
            }
        });
    }

    /** Whoever has no lease is not waited for: what is gone by now may never be told. */
    private void lose(boolean now) {
        if (now) {
            lost = true;
            blindAt = nanoTime.getAsLong();
        }
    }

    /** Gives the lease up, so that the others need not wait. */
    void end(Runnable ended) {
        goodUntil = nanoTime.getAsLong();
        over = true;
        if (revision == SharedMap.NONE) {
            ended.run();
        } else {
            map.delete(node, revision, answer -> ended.run());
        }
    }

    @Override
    public void begins(long greatest) {
        come = new HashSet<>();
        newest = greatest;
        blindAt = nanoTime.getAsLong() + BLIND.toNanos();
    }

    @Override
    public void put(String name, WrittenValue value, long written) {
        if (come != null) {
            come.add(name);
        }
        long process = value.instance();
        if (process == instance) {
            comesBack = Math.max(comesBack, value.number());
            if (come == null) {
                readBack = comesBack;
            }
            blindAt = nanoTime.getAsLong() + BLIND.toNanos();
        } else {
            Seen former = others.put(name, new Seen(process, written, nanoTime.getAsLong()));
            if (name.equals(node)) {
                taken = former != null && former.instance() == process && former.revision() < written;
            }
        }
    }

    @Override
    public void gone(String name, long written) {
        Seen seen = others.get(name);
        if (seen != null && seen.revision() < written) {
            others.remove(name);
            taken &= !name.equals(node);
        }
    }

    @Override
    public void complete() {
        Set<String> all = come;
        come = null;
        readBack = comesBack;
        if (all != null) {
            others.entrySet().removeIf(
                    seen -> !all.contains(seen.getKey()) && seen.getValue().revision() <= newest);
        }
    }
}

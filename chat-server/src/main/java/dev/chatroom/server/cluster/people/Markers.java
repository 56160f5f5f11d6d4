package dev.chatroom.server.cluster.people;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the map keeps of keys that have no value any more: a marker for each, by which those who listen read that it is gone. The eldest
 * node removes markers some time later, so that what there is to be read is as much as there are values, and not as much as there
 * have been. Owned by the ledger's thread.
 *
 * <p>Nobody misses a marker that is {@link #AGE} old. A node that is told late by more than some seconds begins to listen anew, and so
 * does one that lost its lease, as each does that stood still for longer than others wait for it: then what is absent is gone. And no
 * write is on its way for so long that it might find its key as if nobody had ever had it. The newest of all stays, whatever it is,
 * so that the broker knows by a message how far its numbers have come.
 */
final class Markers {
    static final Duration AGE = Duration.ofMinutes(2);

    /** So many are removed at once. */
    private static final int PORTION = 200;

    /** So many are noted; whoever notes no more has to be told of all later. */
    static final int MOST = 200_000;

    private final Removal removal;
    private final long age;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Marker> noted = new ArrayDeque<>();

    /** The greatest revision that has been told. */
    private long newest;

    private boolean isEldest;

    /** Whether there may be markers that are not noted, and whether all was asked to be told anew for that. */
    private boolean lacking;

    private boolean asked;
    private boolean busy;

    private record Marker(long revision, long at) {}

    /** Removes markers from the map. */
    @FunctionalInterface
    interface Removal {
        /** What is there no more is of no importance. Tells on the ledger's thread whether they are gone; never inside of the call. */
        void remove(List<Long> revisions, Consumer<Boolean> done);
    }

    Markers(Removal removal, Duration age, LongSupplier nanoTime) {
        this.removal = removal;
        this.age = age.toNanos();
        this.nanoTime = nanoTime;
    }

    /** All is told from the beginning. */
    void begins() {
        noted.clear();
        lacking = false;
        asked = false;
    }

    /** A value or a marker was read. */
    void told(long revision, boolean isMarker) {
        newest = Math.max(newest, revision);
        if (isMarker && isEldest && noted.size() < MOST) {
            noted.add(new Marker(revision, nanoTime.getAsLong()));
        } else {
            lacking |= isMarker;
        }
    }

    /**
     * To be called several times a second.
     *
     * @param eldest whether this node is the one that removes them
     * @return whether all has to be told anew, since this node does not know which there are
     */
    boolean tick(boolean eldest) {
        isEldest = eldest;
        if (!eldest) {
            lacking |= !noted.isEmpty();
            noted.clear();
            return false;
        }
        if (!busy) {
            removeDue();
        }
        if (!lacking || asked || busy || !noted.isEmpty()) {
            return false;
        }
        asked = true;
        return true;
    }

    private void removeDue() {
        long now = nanoTime.getAsLong();
        List<Marker> due = new ArrayList<>();
        for (Marker next = noted.peek(); next != null && due.size() < PORTION && now - next.at() >= age
                && next.revision() < newest; next = noted.peek()) {
            due.add(noted.remove());
        }
        if (!due.isEmpty()) {
            busy = true;
            removal.remove(due.stream().map(Marker::revision).toList(), done -> {
                busy = false;
                // Those that are left are read with all the others.
                lacking |= !done;
            });
        }
    }
}

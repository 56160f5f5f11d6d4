package dev.chatroom.server.cluster.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A broker, nodes, and what is on its way between them, in a time of its own: everything that happens is put into a queue, and happens
 * one thing after the other. The same seed gives the same run. What is sent may take long or be lost, answers too; nodes stop and go
 * on, are cut off and come back, and end.
 */
final class SimulatedWorld {
    private final Random random;
    private final PriorityQueue<Happening> queue = new PriorityQueue<>(Happening.IN_ORDER);
    private long now;
    private long number;

    /** In percent: how much of what is sent is lost. */
    private int lost;

    private long slowest = TimeUnit.MILLISECONDS.toNanos(20);

    SimulatedWorld(long seed) {
        this.random = new Random(seed);
    }

    private record Happening(long at, long number, Runnable what) {
        static final Comparator<Happening> IN_ORDER =
                Comparator.comparingLong(Happening::at).thenComparingLong(Happening::number);
    }

    Random random() {
        return random;
    }

    long now() {
        return now;
    }

    /** So many of a hundred messages are lost from now on. */
    void lose(int percent) {
        lost = percent;
    }

    /** No message takes longer, from now on. */
    void slowest(long millis) {
        slowest = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    boolean losesThis() {
        return lost > 0 && random.nextInt(100) < lost;
    }

    /** How long a message takes. */
    long delay() {
        return 1 + (long) (random.nextDouble() * random.nextDouble() * slowest);
    }

    void after(long nanos, Runnable what) {
        queue.add(new Happening(now + nanos, number++, what));
    }

    /** Lets what happens in this time happen. */
    void run(long millis, Runnable afterEach) {
        long until = now + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!queue.isEmpty() && queue.peek().at() <= until) {
            Happening next = queue.poll();
            now = next.at();
            next.what().run();
            afterEach.run();
        }
        now = until;
    }

    /** A bucket of the broker: of each key the last change, which says that it is gone until that is removed as well. */
    static final class Bucket {
        private final Map<String, Change> latest = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private long last;

        /** @param value null if it was taken away */
        record Change(String key, WrittenValue value, long revision) {
            boolean isMarker() {
                return value == null;
            }
        }

        /** What is expected of a key that has no value and no marker. */
        private long revisionOf(String key) {
            Change change = latest.get(key);
            return change == null ? SharedMap.NONE : change.revision();
        }

        /** The revision of what says that a key has no value. */
        long marker(String key) {
            Change change = latest.get(key);
            return change == null || !change.isMarker() ? SharedMap.NONE : change.revision();
        }

        SharedMap.Answer write(String key, WrittenValue value, long after) {
            if (revisionOf(key) != after) {
                return new SharedMap.Answer.Changed();
            }
            last++;
            Change change = new Change(key, value, last);
            latest.put(key, change);
            changes.add(change);
            return new SharedMap.Answer.Written(last);
        }

        SharedMap.Answer delete(String key, long after) {
            return after == SharedMap.NONE ? new SharedMap.Answer.Changed() : write(key, null, after);
        }

        /** Removes a message of the stream. */
        void remove(long revision) {
            latest.values().removeIf(change -> change.revision() == revision);
        }

        long last() {
            return last;
        }

        /** Whether there is nothing newer of that key, and it has not been removed. */
        boolean has(Change change) {
            return change.equals(latest.get(change.key()));
        }

        /** All that there is, in its order. */
        List<Change> contents() {
            return latest.values().stream().sorted(Comparator.comparingLong(Change::revision)).toList();
        }

        Optional<Change> get(String key) {
            return Optional.ofNullable(latest.get(key)).filter(change -> !change.isMarker());
        }

        List<Change> values() {
            return contents().stream().filter(change -> !change.isMarker()).toList();
        }

        List<Change> changes() {
            return changes;
        }
    }
}

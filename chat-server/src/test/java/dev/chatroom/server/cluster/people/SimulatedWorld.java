package dev.chatroom.server.cluster.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A bucket of the broker. */
    static final class Bucket {
        private final Map<String, Value> values = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private long last;

        record Value(WrittenValue written, long revision) {}

        /** @param value null if it was taken away */
        record Change(String key, WrittenValue value, long revision) {}

        /** What a key has now; its revision is that of its absence if it has no value. */
        private long revisionOf(String key) {
            Value value = values.get(key);
            return value == null ? SharedMap.NONE : value.revision();
        }

        SharedMap.Answer write(String key, WrittenValue value, long after) {
            if (revisionOf(key) != after) {
                return new SharedMap.Answer.Changed();
            }
            last++;
            values.put(key, new Value(value, last));
            changes.add(new Change(key, value, last));
            return new SharedMap.Answer.Written(last);
        }

        SharedMap.Answer delete(String key, long after) {
            if (revisionOf(key) != after || after == SharedMap.NONE) {
                return new SharedMap.Answer.Changed();
            }
            last++;
            values.remove(key);
            changes.add(new Change(key, null, last));
            return new SharedMap.Answer.Written(last);
        }

        long last() {
            return last;
        }

        Value get(String key) {
            return values.get(key);
        }

        Map<String, Value> values() {
            return values;
        }

        List<Change> changes() {
            return changes;
        }
    }
}

package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SimulatedWorld.Bucket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A bucket as one node reaches it. */
final class SimulatedMap implements SharedMap {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(2);

    private final SimulatedWorld world;
    private final Bucket bucket;
    private final SimulatedNode node;
    private final Listener listener;

    /** How much of the changes has been sent to the node, and when the last of it comes there. */
    private int sent;

    private long lastComes;

    /** What was sent before this is lost. */
    private long connection;

    /** Whether nothing is sent, though questions are answered: to be told was asked for, and that was lost. */
    private boolean blind;

    SimulatedMap(SimulatedWorld world, Bucket bucket, SimulatedNode node, Listener listener) {
        this.world = world;
        this.bucket = bucket;
        this.node = node;
        this.listener = listener;
    }

    @Override
    public void write(String key, WrittenValue value, long after, Consumer<Answer> answer) {
        ask(() -> bucket.write(key, value, after), new Answer.Unknown(), answer);
    }

    @Override
    public void delete(String key, long after, Consumer<Answer> answer) {
        ask(() -> bucket.delete(key, after), new Answer.Unknown(), answer);
    }

    @Override
    public void read(String key, Consumer<Reading> answer) {
        ask(() -> {
            Bucket.Value found = bucket.get(key);
            return found == null ? new Reading.Absent() : new Reading.Found(found.written(), found.revision());
        }, new Reading.Unknown(), answer);
    }

    /** Each question has one answer, which may be that none came in time. */
    private <T> void ask(Supplier<T> question, T unknown, Consumer<T> answer) {
        boolean[] answered = {false};
        Consumer<T> once = told -> {
            if (!answered[0]) {
                answered[0] = true;
                answer.accept(told);
            }
        };
        world.after(TIMEOUT, () -> node.does(() -> once.accept(unknown)));
        if (node.isCutOff() || world.losesThis()) {
            return;
        }
        world.after(world.delay(), () -> {
            T told = question.get();
            if (!node.isCutOff() && !world.losesThis()) {
                world.after(world.delay(), () -> node.does(() -> once.accept(told)));
            }
        });
    }

    /** Sends what has changed, in order; nothing of it is lost, unless the node is cut off. */
    void send() {
        while (!node.isCutOff() && !blind && sent < bucket.changes().size()) {
            Bucket.Change change = bucket.changes().get(sent++);
            deliver(change.value() == null
                    ? () -> listener.gone(change.key(), change.revision())
                    : () -> listener.put(change.key(), change.value(), change.revision()));
        }
    }

    private void deliver(Runnable news) {
        long of = connection;
        lastComes = Math.max(lastComes + 1, world.now() + world.delay());
        world.after(lastComes - world.now(), () -> node.does(() -> {
            if (of == connection) {
                news.run();
            }
        }));
    }

    /** The connection is new: all is sent from the beginning, at once or some time later. */
    void connect() {
        connection++;
        blind = world.random().nextInt(3) == 0;
        if (blind) {
            long of = connection;
            world.after(TimeUnit.MILLISECONDS.toNanos(world.random().nextInt(10_000)), () -> {
                if (of == connection) {
                    sendAll();
                }
            });
        } else {
            sendAll();
        }
    }

    private void sendAll() {
        blind = false;
        long newest = bucket.last();
        deliver(() -> listener.begins(newest));
        bucket.values().forEach((key, value) -> deliver(() -> listener.put(key, value.written(), value.revision())));
        deliver(listener::complete);
        sent = bucket.changes().size();
    }
}

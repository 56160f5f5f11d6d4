package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SimulatedWorld.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A bucket as one node reaches it. */
final class SimulatedMap implements SharedMap {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(2);

    /** Later than others wait for a node, and than anything is on its way here. */
    private static final Duration AGE = Duration.ofSeconds(15);

    private final SimulatedWorld world;
    private final Bucket bucket;
    private final SimulatedNode node;
    private final Listener listener;
    private final Markers markers;

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
        this.markers = new Markers(this::remove, AGE, world::now);
    }

    @Override
    public void write(String key, WrittenValue value, long after, Consumer<Answer> answer) {
        ask(() -> bucket.write(key, value, after), new Answer.Unknown(), told -> {
            if (after == NONE && told instanceof Answer.Changed) {
                writeAfterMarker(key, value, answer);
            } else {
                answer.accept(told);
            }
        });
    }

    /** As a client of the broker does that writes a key which has no value. */
    private void writeAfterMarker(String key, WrittenValue value, Consumer<Answer> answer) {
        ask(() -> Optional.of(bucket.marker(key)), Optional.<Long>empty(), found -> {
            if (found.isEmpty()) {
                answer.accept(new Answer.Unknown());
            } else if (found.get() == NONE) {
                answer.accept(new Answer.Changed());
            } else {
                ask(() -> bucket.write(key, value, found.get()), new Answer.Unknown(), answer);
            }
        });
    }

    @Override
    public void delete(String key, long after, Consumer<Answer> answer) {
        ask(() -> bucket.delete(key, after), new Answer.Unknown(), answer);
    }

    @Override
    public void read(String key, Consumer<Reading> answer) {
        ask(() -> bucket.get(key)
                .<Reading>map(found -> new Reading.Found(found.value(), found.revision()))
                .orElse(new Reading.Absent()), new Reading.Unknown(), answer);
    }

    private void remove(List<Long> revisions, Consumer<Boolean> done) {
        ask(() -> {
            revisions.forEach(bucket::remove);
            return true;
        }, false, done);
    }

    /** Removes markers, if this is the eldest node; whether all has to be sent anew. */
    boolean tick(boolean eldest) {
        return markers.tick(eldest);
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
            send(bucket.changes().get(sent++));
        }
    }

    /** What has been overwritten meanwhile, or removed, is not there to be sent. */
    private void send(Bucket.Change change) {
        if (bucket.has(change)) {
            deliver(() -> {
                markers.told(change.revision(), change.isMarker());
                if (change.isMarker()) {
                    listener.gone(change.key(), change.revision());
                } else {
                    listener.put(change.key(), change.value(), change.revision());
                }
            });
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
        deliver(() -> {
            markers.begins();
            listener.begins(newest);
        });
        bucket.contents().forEach(this::send);
        deliver(listener::complete);
        sent = bucket.changes().size();
    }
}

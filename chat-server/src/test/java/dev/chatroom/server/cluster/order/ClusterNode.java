package dev.chatroom.server.cluster.order;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.order.Placement;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One of the chats of a cluster. */
final class ClusterNode implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_NODES = 8;
    private static final long LOOK = 100_000;

    final ClusterConnection cluster;
    final JetStreamOrder order;
    private final int number;

    /** @param number makes its ids unlike those of the others */
    ClusterNode(ClusterConfig config, int number) {
        this.cluster = NatsServer.open(config);
        this.order = order(cluster, StreamPlace.BEGINNING);
        this.number = number;
    }

    static JetStreamOrder order(ClusterConnection cluster, StreamPlace from) {
        try {
            JetStreamOrder.makeStream(cluster);
            return new JetStreamOrder(cluster, from, () -> true);
        } catch (ClusterException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    ChatBuilder with(ChatBuilder builder) {
        return builder.sequencer(new Caught()).userIds(ids()).eventIds(ids());
    }

    private IdGenerator ids() {
        AtomicLong next = new AtomicLong();
        return () -> next.incrementAndGet() * MOST_NODES + number;
    }

    /** As the order, which a chat may ask for places as soon as it is open. */
    private final class Caught implements Sequencer {
        @Override
        public void open(Receiver receiver) {
            order.open(receiver);
            awaitCaughtUp();
        }

        @Override
        public Placement append(RoomEvent event, long after) {
            return order.append(event, after);
        }

        @Override
        public boolean placesAtOnce() {
            return order.placesAtOnce();
        }

        @Override
        public boolean isCutOff() {
            return order.isCutOff();
        }

        @Override
        public void close() {
            order.close();
        }
    }

    private void awaitCaughtUp() {
        try {
            order.awaitCaughtUp(PATIENCE);
        } catch (ClusterException late) {
            throw new UncheckedIOException(late);
        }
    }

    /** Returns when all that was appended before has a place here, or none. */
    void settle() {
        await("an answer to all", () -> order.underway() == 0);
        long end = end();
        await("the end of the stream", () -> order.place().sequence() >= end);
    }

    /** The last place of the stream. */
    long end() {
        try {
            return cluster.management().getStreamInfo(cluster.config().prefix()).getStreamState().getLastSequence();
        } catch (IOException | JetStreamApiException failed) {
            throw new AssertionError(failed);
        }
    }

    static void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("there is not " + what);
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    @Override
    public void close() {
        order.close();
        cluster.close();
    }
}

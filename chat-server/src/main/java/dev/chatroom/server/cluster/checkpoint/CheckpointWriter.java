package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.Chat;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.checkpoint.CheckpointPace.Extent;
import dev.chatroom.server.cluster.order.JetStreamOrder;
import dev.chatroom.server.cluster.order.StreamPlace;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Writes a checkpoint when one is due, on a thread of its own. All nodes look; whichever sees it first does it. Two that do it at
 * once do no harm: each checkpoint is whole.
 */
public final class CheckpointWriter implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final ClusterConnection cluster;
    private final Checkpoints checkpoints;
    private final JetStreamOrder order;
    private final CheckpointPace pace;
    private final Chat chat;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private CheckpointWriter(
            ClusterConnection cluster, Checkpoints checkpoints, JetStreamOrder order, CheckpointPace pace, Chat chat) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.order = order;
        this.pace = pace;
        this.chat = chat;
        this.thread = Thread.ofVirtual().name("cluster-checkpoint").unstarted(this::run);
    }

    static CheckpointWriter start(
            ClusterConnection cluster, Checkpoints checkpoints, JetStreamOrder order, CheckpointPace pace, Chat chat) {
        CheckpointWriter writer = new CheckpointWriter(cluster, checkpoints, order, pace, chat);
        writer.thread.start();
        return writer;
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(pace.look().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            if (!order.isCutOff() && isDue() && !isClosingSoon()
            // Another node may have done it meanwhile.
                    && isDue()) {
                write();
            }
        } catch (IOException | JetStreamApiException | RuntimeException failed) {
            // Whatever it is, there is a next time: without checkpoints, nothing can be forgotten.
            if (closing.getCount() > 0) {
                cluster.log().notKept(failed);
            }
        }
    }

    private boolean isDue() throws IOException, JetStreamApiException, InterruptedException {
        return pace.isDue(checkpoints.places(), Checkpoints.extent(cluster));
    }

    /** Nodes wait for different times, so that they do not all do it at once. */
    private boolean isClosingSoon() throws InterruptedException {
        return closing.await(ThreadLocalRandom.current().nextLong(1 + pace.look().toMillis() / 2),
                TimeUnit.MILLISECONDS);
    }

    private void write() throws IOException, JetStreamApiException, InterruptedException {
        // First, so that every room includes what is before it.
        StreamPlace place = order.place();
        checkpoints.write(place, chat.checkpoint().iterator());
        List<Long> places = checkpoints.places();
        Extent stream = Checkpoints.extent(cluster);
        for (long old : pace.superfluous(places, stream)) {
            checkpoints.delete(old);
        }
    }

    /** Idempotent. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            boolean unused = thread.join(TO_END);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

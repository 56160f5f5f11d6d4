package dev.chatroom.server.cluster.order;

import dev.chatroom.core.order.Sequencer.Receiver;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows the stream on a thread of its own. Everything comes to one inbox, so that thread alone hands over and refuses: what
 * the broker sends of the stream, and its answers to what was appended. When the connection is lost, or the broker is silent,
 * or something is missing, it begins again after what was handed over last, and until it has caught up nothing is appended.
 */
final class StreamReader {
    /** How long it waits for a message before it looks whether all is well. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final String ANSWER = ".answer.";
    private static final String DELIVERY = ".delivery.";
    private static final String WAKE = ".wake";

    private final ClusterConnection cluster;
    private final Underway underway;
    private final Handover handover;
    private final LongSupplier nanoTime;
    private final String inbox;
    private final StreamEnd end;
    private final Subscription subscription;
    private final ConnectionListener listener = new Disturbance();
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();

    /** What is followed now, if anything is; owned by the thread, as are the next five. */
    private @Nullable StreamConsumer consumer;

    /** The name of one that was given up, if the broker may still have it. */
    private @Nullable String abandoned;

    private int consumers;

    /** The last place of the stream when the consumer began. */
    private long target;

    private long lookedAt;
    private long tryAt;

    /** Whether the connection was lost since the thread looked. */
    private volatile boolean disturbed;

    /** Whether all has been handed over that the stream had when the connection was there again. */
    private volatile boolean live;

    private volatile boolean closed;

    /** Tells the thread that the connection was lost, and wakes it when it is there again. */
    private final class Disturbance implements ConnectionListener {
        @Override
        @Deprecated
        public void connectionEvent(Connection connection, Events event) {
            switch (event) {
                case DISCONNECTED, CLOSED -> {
                    disturbed = true;
                    live = false;
                }
                case RESUBSCRIBED -> connection.publish(inbox + WAKE, null);
                case CONNECTED, RECONNECTED, DISCOVERED_SERVERS, LAME_DUCK -> {
                    // Nothing comes before all is subscribed again.
                }
            }
        }
    }

    /** @param from up to where the chat needs nothing more */
    StreamReader(
            ClusterConnection cluster, String inbox, Underway underway, Receiver receiver, StreamPlace from,
            LongSupplier nanoTime) {
        this.cluster = cluster;
        this.inbox = inbox;
        this.underway = underway;
        this.handover = new Handover(underway, cluster.log(), receiver, from);
        this.nanoTime = nanoTime;
        this.end = new StreamEnd(cluster.config().prefix());
        this.subscription = cluster.connection().subscribe(inbox + ".>");
    }

    /** Under what the broker answers in an inbox, followed by the id of the event. */
    static String answers(String inbox) {
        return inbox + ANSWER;
    }

    void start() {
        cluster.connection().addConnectionListener(listener);
        tryAt = nanoTime.getAsLong();
        lookedAt = tryAt;
        var unused = Thread.ofPlatform().daemon().name("cluster-order").start(this::run);
    }

    /** Whether the stream can be reached and nothing of it is missing, as far as is known. */
    boolean isLive() {
        return live && cluster.connection().getStatus() == Connection.Status.CONNECTED;
    }

    /** The place of the last message that was handed over. */
    StreamPlace place() {
        return handover.place();
    }

    /** Complete when all has been handed over that the stream had when it was first reached. */
    CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    private void run() {
        try {
            look(tryAt);
            while (!closed) {
                Message message = subscription.nextMessage(patience());
                long now = nanoTime.getAsLong();
                if (disturbed) {
                    disturbed = false;
                    abandon();
                    tryAt = now;
                }
                if (message != null) {
                    takeWhatever(message, now);
                }
                if (consumer == null || now - lookedAt >= LOOK.toNanos()) {
                    look(now);
                }
            }
        } catch (Throwable ended) {
            if (!closed) {
                cluster.log().ended(ended);
            }
            caughtUp.completeExceptionally(new ClusterException("the cluster cannot be read", ended));
        } finally {
            // Whoever asks is told that this node is cut off.
            closed = true;
            live = false;
            handover.endBatch();
        }
    }

    /** Nothing that comes ends the reading. */
    private void takeWhatever(Message message, long now) {
        try {
            take(message, now);
        } catch (RuntimeException fault) {
            cluster.log().fault(fault);
        }
    }

    /** How long it waits for a message; ends the batch of what has been handed over if no other is there. */
    private Duration patience() {
        long wait = handover.endBatchIfDue(subscription.getPendingMessageCount() > 0, nanoTime.getAsLong());
        return wait == 0 ? LOOK : Duration.ofNanos(wait);
    }

    private void look(long now) {
        lookedAt = now;
        if (consumer != null && consumer.isSilent(now)) {
            abandon();
            tryAt = now;
        }
        if (consumer != null) {
            if (live) {
                underway.repeatDue();
            }
        } else if (now - tryAt >= 0 && cluster.connection().getStatus() == Connection.Status.CONNECTED) {
            tryAt = now + LOOK.toNanos();
            follow();
        }
    }

    private void abandon() {
        live = false;
        if (consumer != null) {
            abandoned = consumer.name();
            consumer = null;
        }
    }

    private void follow() {
        String stream = cluster.config().prefix();
        try {
            JetStreamManagement management = cluster.management();
            if (abandoned != null) {
                forget(management, stream, abandoned);
                abandoned = null;
            }
            target = end.find(management, handover.last());
            if (consumers > 0) {
                UnreadableMessages.leaveOut(management, stream, target, handover);
            }
            consumers += 1;
            consumer = StreamConsumer.begin(
                    management, cluster.connection()::publish, stream, inbox + DELIVERY + consumers,
                    handover.last() + 1,
                    nanoTime.getAsLong());
            if (handover.last() >= target) {
                live();
            }
        } catch (ClusterException another) {
            caughtUp.completeExceptionally(another);
            cluster.log().unreadable(another);
        } catch (IOException | JetStreamApiException | RuntimeException failed) {
            cluster.log().unreadable(failed);
        }
    }

    /** It would go on to send. */
    private static void forget(JetStreamManagement management, String stream, String name) throws IOException {
        try {
            boolean unused = management.deleteConsumer(stream, name);
        } catch (JetStreamApiException gone) {
            // The broker has forgotten it by itself.
        }
    }

    /** All has been handed over that the stream had when this consumer began. */
    private void live() {
        // First: what an author appends from now on comes after it.
        underway.repeatAll();
        live = true;
        caughtUp.complete(null);
    }

    private void take(Message message, long now) {
        String subject = message.getSubject();
        Optional<StreamDelivery> delivery = StreamDelivery.of(message);
        if (delivery.isPresent()) {
            takeDelivery(message, delivery.get(), now);
        } else if (subject.startsWith(answers(inbox))) {
            long id = Long.parseLong(subject, answers(inbox).length(), subject.length(), 10);
            underway.answered(id, BrokerAnswer.of(message), handover);
        } else if (consumer != null && consumer.sentStatus(message)) {
            if (!consumer.takesStatus(message, now)) {
                abandon();
            } else if (!live) {
                live(); // It is idle: the broker has no more.
            }
        }
    }

    private void takeDelivery(Message message, StreamDelivery delivery, long now) {
        if (consumer == null || !consumer.sent(delivery)) {
            return; // An earlier consumer has sent it.
        }
        if (!consumer.takes(delivery, now)) {
            abandon();
            return;
        }
        handover.take(message, delivery.sequence(), delivery.at(), now);
        underway.settle(handover);
        if (!live && handover.last() >= target) {
            live();
        }
    }

    /** Nothing more is handed over. Idempotent. */
    void close() {
        closed = true;
        live = false;
        handover.close();
        cluster.connection().removeConnectionListener(listener);
        caughtUp.completeExceptionally(new ClusterException("the chat is closed"));
        try {
            subscription.unsubscribe();
        } catch (IllegalStateException gone) {
            // The connection is closed already, or it was done before.
        }
    }
}

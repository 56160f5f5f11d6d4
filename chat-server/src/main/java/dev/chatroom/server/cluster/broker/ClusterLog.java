package dev.chatroom.server.cluster.broker;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.support.Status;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What the log is told of the cluster: when it is lost and found, and trouble that goes on once a minute. For any thread. */
public final class ClusterLog implements ErrorListener, ConnectionListener {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toMillis(1);

    private final Clock clock;

    /** When each was last told, by the clock. */
    private final AtomicLong skippedAt = new AtomicLong(Long.MIN_VALUE);

    private final AtomicLong troubleAt = new AtomicLong(Long.MIN_VALUE);

    private final AtomicLong keptAt = new AtomicLong(Long.MIN_VALUE);

    private final AtomicLong faultAt = new AtomicLong(Long.MIN_VALUE);

    private final AtomicBoolean isConnected = new AtomicBoolean();

    /** Whether the node has come into the cluster. */
    private final AtomicBoolean wasLetIn = new AtomicBoolean();

    /** Whether the node itself ends the connection. */
    private final AtomicBoolean isEnding = new AtomicBoolean();

    /** What the connection has met last; empty for nothing. */
    private volatile String met = "";

    public ClusterLog(Clock clock) {
        this.clock = clock;
    }

    /** An event of the stream cannot be read; it keeps its place. */
    public void skipped(long sequence, String reason) {
        warn(skippedAt, "an event of the cluster is left out, number {0}: {1}", Long.toString(sequence), reason);
    }

    /** A checkpoint cannot be read; another one may do. */
    public void unreadable(long place, Exception reason) {
        LOG.log(Level.WARNING, "a checkpoint of the cluster is left out, after {0}: {1}", Long.toString(place),
                reason.getMessage());
    }

    /** Nobody knows any more what happened before the stream begins. */
    public void forgotten(long first) {
        LOG.log(Level.WARNING,
                "the stream of the cluster begins at {0}: what rooms were before that is taken from an earlier checkpoint, if there is one",
                Long.toString(first));
    }

    /** A checkpoint cannot be written now. */
    public void notKept(Exception reason) {
        String message = reason.getMessage();
        warn(keptAt, "the rooms of the cluster cannot be kept: {0}", message == null ? reason.toString() : message);
    }

    /** The node ends the connection. */
    void ending() {
        isEnding.set(true);
    }

    /** The stream cannot be read now. */
    public void unreadable(Exception reason) {
        String message = reason.getMessage();
        warn(troubleAt, "the cluster cannot be read: {0}", message == null ? reason.toString() : message);
    }

    /** What the connection has met last, in words; empty for nothing. */
    String met() {
        return met;
    }

    /** What was done with an event that has its place. */
    public void fault(Throwable fault) {
        if (isDue(faultAt)) {
            LOG.log(Level.ERROR, "an event of the cluster was not taken as it should be", fault);
        }
    }

    /** Nothing more is read. */
    public void ended(Throwable fault) {
        LOG.log(Level.ERROR, "the cluster is not read any more: nothing can be said until this node is restarted",
                fault);
    }

    /** Another process is this node now. */
    public void replaced(String node) {
        LOG.log(Level.WARNING,
                "another process was started as node {0} while this one stood still or was cut off: this one ends",
                node);
    }

    private void warn(AtomicLong told, String what, Object... details) {
        if (isDue(told)) {
            LOG.log(Level.WARNING, what, details);
        }
    }

    private boolean isDue(AtomicLong told) {
        long now = clock.millis();
        long before = told.get();
        boolean isLongAgo = now < before || now - BETWEEN_WARNINGS >= before;
        return isLongAgo && told.compareAndSet(before, now);
    }

    @Override
    @Deprecated
    public void connectionEvent(Connection connection, Events event) {
        switch (event) {
            case CONNECTED -> {
                isConnected.set(true);
                wasLetIn.set(true);
            }
            case DISCONNECTED -> {
                // It comes for each attempt to connect again.
                if (isConnected.getAndSet(false) && connection.getStatus() != Connection.Status.CLOSED) {
                    LOG.log(Level.WARNING, "the connection to the cluster is lost; it is sought again");
                }
            }
            case RECONNECTED -> {
                if (!isConnected.getAndSet(true)) {
                    LOG.log(Level.WARNING, "the connection to the cluster is there again");
                }
            }
            case CLOSED -> {
                // The brokers have refused this node again and again.
                if (!isEnding.get() && wasLetIn.get()) {
                    LOG.log(Level.ERROR,
                            "the cluster does not let this node in any more: nothing can be said until it is restarted");
                }
            }
            case RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK ->
                LOG.log(Level.DEBUG, "cluster: {0}", event);
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        warn(troubleAt, "the cluster says: {0}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        String message = exception.getMessage();
        met = message == null ? exception.toString() : message;
        LOG.log(Level.DEBUG, "the connection to the cluster", exception);
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        warn(troubleAt, "the cluster is faster than this node");
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        LOG.log(Level.DEBUG, "a message to the cluster is not sent: {0}", message.getSubject());
    }

    @Override
    public void unhandledStatus(Connection connection, JetStreamSubscription subscription, Status status) {
        LOG.log(Level.DEBUG, "cluster: {0}", status.getMessageWithCode());
    }
}

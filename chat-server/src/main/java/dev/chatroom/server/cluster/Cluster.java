package dev.chatroom.server.cluster;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.User;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.checkpoint.Beginning;
import dev.chatroom.server.cluster.checkpoint.Checkpoint;
import dev.chatroom.server.cluster.checkpoint.CheckpointWriter;
import dev.chatroom.server.cluster.order.JetStreamOrder;
import dev.chatroom.server.cluster.people.ClusterBans;
import dev.chatroom.server.cluster.people.ClusterDirectory;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This node's part in a cluster: its connection, the order of what happens in rooms, and the people of all nodes. */
public final class Cluster implements AutoCloseable {
    /** The stream may have much to hand over. */
    private static final Duration TO_CATCH_UP = Duration.ofMinutes(10);

    /** Some thousands leave in that time. */
    private static final Duration TO_LEAVE = Duration.ofSeconds(3);

    private final ClusterConnection connection;
    private final ClusterDirectory directory;
    private final Beginning beginning;
    private final byte[] cloakKey;
    private final Clock clock;

    /** Null before the chat is open. */
    private volatile @Nullable JetStreamOrder order;

    /** Null before the chat is open. */
    private volatile @Nullable CheckpointWriter keeping;

    private Cluster(
            ClusterConnection connection, ClusterDirectory directory, Beginning beginning, byte[] cloakKey,
            Clock clock) {
        this.connection = connection;
        this.directory = directory;
        this.beginning = beginning;
        this.cloakKey = cloakKey;
        this.clock = clock;
    }

    /**
     * Reaches the brokers, and makes there what is not there yet.
     *
     * @throws ClusterException if that cannot be, which is said in one line
     */
    public static Cluster open(ClusterConfig config, Clock clock) throws ClusterException {
        ClusterConnection connection = ClusterConnection.open(config, clock);
        try {
            JetStreamOrder.makeStream(connection);
            ClusterDirectory directory = new ClusterDirectory(connection);
            return new Cluster(connection, directory, Beginning.open(connection), directory.cloakKey(), clock);
        } catch (ClusterException refused) {
            connection.close();
            throw refused;
        }
    }

    /**
     * Opens the chat of this node; returns when it knows who is there and all that has happened.
     *
     * @throws ClusterException if that cannot be, or takes too long; the connection is closed then
     */
    public Chat openChat(ChatBuilder builder) throws ClusterException {
        try {
            Checkpoint begun = beginning.find(directory::isAnybodyThere);
            JetStreamOrder opened = new JetStreamOrder(connection, begun.place(), directory::isLeaseGood);
            order = opened;
            Chat chat = builder.sequencer(opened)
                    .checkpoint(begun.rooms())
                    .directory(directory)
                    .userIds(directory.userIds())
                    .eventIds(directory.eventIds(clock))
                    .open();
            try {
                opened.awaitCaughtUp(TO_CATCH_UP);
            } catch (ClusterException late) {
                chat.close();
                throw late;
            }
            keeping = beginning.keep(chat, opened);
            return chat;
        } catch (UncheckedIOException failed) {
            connection.close();
            throw failed.getCause() instanceof ClusterException refused
                    ? refused
                    : new ClusterException("the cluster cannot be used: " + failed.getMessage(), failed);
        } catch (ClusterException refused) {
            connection.close();
            throw refused;
        }
    }

    /** The key with which all nodes hide addresses, so that a mask means the same people on each. */
    public byte[] cloakKey() {
        return cloakKey.clone();
    }

    /** Returns when another process has taken this node's name: this one has to end. */
    public void awaitReplaced() throws InterruptedException {
        directory.awaitReplaced();
    }

    /** The addresses from which nobody may connect to any node. */
    public ClusterBans bans() {
        return directory.bans();
    }

    /** Whether the other nodes cannot be reached now: people can read, and do nothing that others would read. */
    public boolean isCutOff() {
        JetStreamOrder opened = order;
        return opened == null || opened.isCutOff();
    }

    /**
     * Has the other nodes read that all people of this one leave, which nobody here is shown: their outboxes are closed first. Returns
     * when that is so, or after a few seconds; then the others miss the rest when this node has gone.
     */
    public void takeOutAll(Chat chat, String reason) {
        List<User> here = chat.everybody()
                .filter(user -> chat.viewFor(user).nodeOf(user).equals(directory.node()))
                .toList();
        here.forEach(user -> user.outbox().close());
        if (isCutOff()) {
            return;
        }
        CountDownLatch left = new CountDownLatch(here.size());
        for (User user : here) {
            Thread.startVirtualThread(() -> {
                chat.takeOut(user, reason);
                left.countDown();
            });
        }
        try {
            boolean unused = left.await(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when the chat is closed. Idempotent. */
    @Override
    public void close() {
        CheckpointWriter writer = keeping;
        if (writer != null) {
            writer.close();
        }
        connection.close();
    }
}

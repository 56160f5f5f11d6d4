package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.Chat;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.checkpoint.CheckpointPace.Extent;
import dev.chatroom.server.cluster.order.JetStreamOrder;
import dev.chatroom.server.cluster.order.StreamPlace;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** With which rooms a node begins, and how they are kept for those that begin later. */
public final class Beginning {
    private final ClusterConnection cluster;
    private final Checkpoints checkpoints;
    private final CheckpointPace pace;

    private Beginning(ClusterConnection cluster, Checkpoints checkpoints, CheckpointPace pace) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
        this.pace = pace;
    }

    /**
     * Makes the place for checkpoints at the brokers, if there is none.
     *
     * @throws ClusterException if the brokers cannot keep them
     */
    public static Beginning open(ClusterConnection cluster) throws ClusterException {
        return open(cluster, CheckpointPace.STANDARD);
    }

    static Beginning open(ClusterConnection cluster, CheckpointPace pace) throws ClusterException {
        return new Beginning(cluster, Checkpoints.open(cluster), pace);
    }

    /**
     * The rooms with which this node begins, and the place after which it has to be handed what happens. Waits.
     *
     * <p>If the stream has forgotten what happened after the last checkpoint, the node begins with what there is, as all do
     * that begin now: a node that ran all the time would have written another one.
     *
     * @param areOthersThere whether another node may have rooms that include what the stream has forgotten
     * @throws ClusterException if that cannot be read, or the rooms would not be as on other nodes
     */
    public Checkpoint find(BooleanSupplier areOthersThere) throws ClusterException {
        try {
            List<Long> places = checkpoints.places();
            Extent stream = Checkpoints.extent(cluster);
            Optional<Checkpoint> found = firstReadable(pace.beginnings(places, stream));
            if (found.isPresent()) {
                return found.get();
            } else if (areOthersThere.getAsBoolean()) {
                throw new ClusterException(
                        "the stream %s begins at %d, and no checkpoint says what was before: let it keep more, or end all nodes first"
                                .formatted(cluster.config().prefix(), stream.first()));
            }
            cluster.log().forgotten(stream.first());
            Checkpoint last = firstReadable(places.reversed()).orElse(Checkpoint.NOTHING);
            return new Checkpoint(
                    new StreamPlace(stream.first() - 1, last.place().id(), last.place().at()), last.rooms());
        } catch (IOException | JetStreamApiException | IllegalStateException failed) {
            throw failed instanceof ClusterException known
                    ? known
                    : new ClusterException("the checkpoints of the cluster cannot be read: " + failed.getMessage(),
                            failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while joining the cluster", stopped);
        }
    }

    private Optional<Checkpoint> firstReadable(List<Long> places) throws InterruptedException {
        for (long place : places) {
            if (place == 0) {
                return Optional.of(Checkpoint.NOTHING);
            }
            try {
                return Optional.of(checkpoints.read(place));
            } catch (IOException | JetStreamApiException | IllegalStateException unreadable) {
                cluster.log().unreadable(place, unreadable);
            }
        }
        return Optional.empty();
    }

    /** Keeps the rooms of this chat now and then, until what it gives is closed. */
    public CheckpointWriter keep(Chat chat, JetStreamOrder order) {
        return CheckpointWriter.start(cluster, checkpoints, order, pace, chat);
    }
}

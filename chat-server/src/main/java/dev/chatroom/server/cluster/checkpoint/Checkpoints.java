package dev.chatroom.server.cluster.checkpoint;

import dev.chatroom.core.room.RoomCheckpoint;
import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.checkpoint.CheckpointPace.Extent;
import dev.chatroom.server.cluster.order.StreamPlace;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.PurgeOptions;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.ObjectStoreStatus;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamState;
import io.nats.client.support.NatsObjectStoreUtil;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The checkpoints that the brokers keep, each under the place of the stream after which it begins. One that is there is whole:
 * the brokers show it when all of it is there, and what is read is compared with its digest. All methods wait. For any thread.
 */
final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("after-[0-9]{1,18}");
    private static final int BEFORE_NUMBER = "after-".length();

    private final ClusterConnection cluster;
    private final ObjectStore store;

    private Checkpoints(ClusterConnection cluster, ObjectStore store) {
        this.cluster = cluster;
        this.store = store;
    }

    /**
     * Makes the place for them, if there is none.
     *
     * @throws ClusterException if it is there with other settings, or cannot be used
     */
    static Checkpoints open(ClusterConnection cluster) throws ClusterException {
        String name = cluster.config().prefix() + "-checkpoints";
        try {
            ObjectStoreManagement management = cluster.connection().objectStoreManagement();
            if (management.getBucketNames().contains(name)) {
                check(name, management.getStatus(name), cluster.config().replicas());
            } else {
                var unused = management.create(ObjectStoreConfiguration.builder()
                        .name(name)
                        .storageType(StorageType.File)
                        .replicas(cluster.config().replicas())
                        .build());
            }
            return new Checkpoints(cluster, cluster.connection().objectStore(name));
        } catch (ClusterException known) {
            throw known;
        } catch (IOException | JetStreamApiException | IllegalStateException refused) {
            throw new ClusterException("the bucket %s cannot be used: %s; is JetStream on at the broker?"
                    .formatted(name, refused.getMessage()), refused);
        }
    }

    private static void check(String name, ObjectStoreStatus found, int replicas) throws ClusterException {
        if (!found.getTtl().isZero() || found.isSealed()) {
            throw new ClusterException(
                    "the bucket %s is there with another setting: it must keep for ever, and take more"
                            .formatted(name));
        } else if (found.getReplicas() != replicas) {
            throw new ClusterException("the bucket %s is there with another setting: replicas is %d, not %d"
                    .formatted(name, found.getReplicas(), replicas));
        }
    }

    /** What the stream has now. */
    static Extent extent(ClusterConnection cluster) throws IOException, JetStreamApiException {
        StreamState state = cluster.management().getStreamInfo(cluster.config().prefix()).getStreamState();
        return new Extent(state.getFirstSequence(), state.getLastSequence());
    }

    /** The places after which they begin, in ascending order. */
    List<Long> places() throws IOException, JetStreamApiException, InterruptedException {
        return store.getList().stream()
                .map(ObjectInfo::getObjectName)
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> Long.valueOf(name.substring(BEFORE_NUMBER)))
                .sorted()
                .toList();
    }

    /** @throws IOException if it cannot be read, or is not what this version writes */
    Checkpoint read(long place) throws IOException, JetStreamApiException, InterruptedException {
        CheckpointInput input = new CheckpointInput();
        try {
            var unused = store.get(name(place), input);
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every Java has SHA-256", broken);
        }
        return input.whole();
    }

    /** @param rooms are taken one by one, while what is before them is sent */
    void write(StreamPlace place, Iterator<RoomCheckpoint> rooms) throws IOException, JetStreamApiException {
        try {
            var unused = store.put(name(place.sequence()), new CheckpointOutput(place, rooms));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every Java has SHA-256", broken);
        }
    }

    /** Nothing is left of it, not even the marker that the store leaves. */
    void delete(long place) throws IOException, JetStreamApiException {
        var unused = store.delete(name(place));
        removeMarker(name(place));
    }

    /** Each node would read it at each look, with those of all that there ever were. */
    private void removeMarker(String name) throws IOException, JetStreamApiException {
        String subject = NatsObjectStoreUtil.toMetaPrefix(store.getBucketName())
                + NatsObjectStoreUtil.encodeForSubject(name);
        var unused = cluster.management()
                .purgeStream(NatsObjectStoreUtil.toStreamName(store.getBucketName()), PurgeOptions.subject(subject));
    }

    private static String name(long place) {
        return "after-" + place;
    }
}

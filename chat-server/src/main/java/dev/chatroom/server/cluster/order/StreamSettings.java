package dev.chatroom.server.cluster.order;

import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the stream is made, and whether one that is there is like that. */
final class StreamSettings {
    /** For this long the broker knows the ids of messages, so that none is taken twice. */
    static final Duration DUPLICATES = Duration.ofMinutes(2);

    /** The broker's number for a stream that is not there. */
    private static final int NO_SUCH_STREAM = 10059;

    /** The broker's number for a stream that somebody else has just made otherwise. */
    private static final int OTHER_SETTINGS = 10058;

    private final StreamConfiguration wanted;

    StreamSettings(ClusterConfig config) {
        Duration keep = config.keep().orElse(Duration.ZERO);
        wanted = StreamConfiguration.builder()
                .name(config.prefix())
                .subjects(new RoomSubjects(config.prefix()).all())
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .storageType(StorageType.File)
                .replicas(config.replicas())
                .maxAge(keep)
                .duplicateWindow(keep.isZero() || keep.compareTo(DUPLICATES) > 0 ? DUPLICATES : keep)
                .build();
    }

    /**
     * Makes the stream of the cluster, if there is none.
     *
     * @throws ClusterException if the stream is not as the configuration says, or cannot be used
     */
    static void make(ClusterConnection cluster) throws ClusterException {
        try {
            makeStream(cluster.config(), cluster.management());
        } catch (ClusterException known) {
            throw known;
        } catch (IOException | JetStreamApiException refused) {
            throw new ClusterException("the stream " + cluster.config().prefix() + " cannot be used: "
                    + refused.getMessage() + "; is JetStream on at the broker?", refused);
        }
    }

    private static void makeStream(ClusterConfig config, JetStreamManagement management)
            throws IOException, JetStreamApiException {
        StreamSettings settings = new StreamSettings(config);
        Optional<StreamConfiguration> found = findStream(config, management);
        if (found.isEmpty()) {
            try {
                var unused = management.addStream(settings.wanted());
                return;
            } catch (JetStreamApiException faster) {
                if (faster.getApiErrorCode() != OTHER_SETTINGS) {
                    throw faster;
                }
                found = findStream(config, management);
            }
        }
        Optional<String> difference = found.flatMap(settings::difference);
        if (difference.isPresent()) {
            throw new ClusterException("the stream " + config.prefix() + " is there with another setting: "
                    + difference.get());
        }
    }

    private static Optional<StreamConfiguration> findStream(
            ClusterConfig config, JetStreamManagement management)
            throws IOException, JetStreamApiException {
        try {
            return Optional.of(management.getStreamInfo(config.prefix()).getConfiguration());
        } catch (JetStreamApiException refused) {
            if (refused.getApiErrorCode() == NO_SUCH_STREAM) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    StreamConfiguration wanted() {
        return wanted;
    }

    /** The first setting in which a stream is unlike this, in words; nothing if there is none. How much it holds is left to the operator. */
    Optional<String> difference(StreamConfiguration found) {
        return Stream.of(
                unlike("subjects", new HashSet<>(found.getSubjects()), new HashSet<>(wanted.getSubjects())),
                unlike("retention", found.getRetentionPolicy(), wanted.getRetentionPolicy()),
                unlike("discard", found.getDiscardPolicy(), wanted.getDiscardPolicy()),
                unlike("storage", found.getStorageType(), wanted.getStorageType()),
                unlike("replicas", found.getReplicas(), wanted.getReplicas()),
                unlike("max age", found.getMaxAge(), wanted.getMaxAge()),
                unlike("duplicate window", found.getDuplicateWindow(), wanted.getDuplicateWindow()),
                unlike("max messages per subject", found.getMaxMsgsPerSubject(), wanted.getMaxMsgsPerSubject()),
                unlike("no acknowledgements", found.getNoAck(), false),
                unlike("sealed", found.getSealed(), false),
                unlike("sources", found.getSources(), List.of()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> unlike(String setting, Object found, Object wanted) {
        return Objects.equals(found, wanted)
                ? Optional.empty()
                : Optional.of(setting + " is " + text(found) + ", not " + text(wanted));
    }

    private static String text(Object value) {
        return value.equals(Duration.ZERO) ? "unlimited" : value.toString();
    }
}

package dev.chatroom.server.cluster;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
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

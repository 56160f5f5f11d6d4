package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatroom.server.cluster.broker.ClusterConnection;
import dev.chatroom.server.cluster.broker.NatsServer;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamSettingsTest {
    @RegisterExtension
    static final NatsServer BROKER = new NatsServer();

    private static ClusterConfig config(String prefix, int replicas, Optional<Duration> keep) {
        return new ClusterConfig(
                List.of(BROKER.address()), "node", new ClusterConfig.Login.Anonymous(), Optional.empty(), prefix,
                replicas, keep);
    }

    private static String refusal(ClusterConfig config) {
        try (ClusterConnection cluster = NatsServer.open(config)) {
            return assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> StreamSettings.make(cluster))
                    .actual().getMessage();
        }
    }

    @Test
    void theStreamIsMadeOnceAndThenFound() throws IOException, JetStreamApiException {
        for (int i = 0; i < 2; i++) {
            try (ClusterConnection cluster = NatsServer.open(config("found", 1, Optional.of(Duration.ofDays(7))))) {
                StreamSettings.make(cluster);
                StreamConfiguration stream = cluster.management().getStreamInfo("found").getConfiguration();
                assertThat(stream.getSubjects()).containsExactly("found.room.>");
                assertThat(stream.getMaxAge()).isEqualTo(Duration.ofDays(7));
            }
        }
    }

    @Test
    void aStreamWithAnotherSettingIsRefusedInALine() throws IOException {
        try (ClusterConnection cluster = NatsServer.open(config("other", 1, Optional.empty()))) {
            StreamSettings.make(cluster);
        }

        assertThat(refusal(config("other", 1, Optional.of(Duration.ofDays(7))))).isEqualTo(
                "the stream other is there with another setting: max age is unlimited, not PT168H");
    }

    @Test
    void replicasThatTheBrokersCannotKeepAreRefused() {
        assertThat(refusal(config("three", 3, Optional.empty())))
                .startsWith("the stream three cannot be used: replicas > 1 not supported");
    }
}

package dev.chatroom.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.server.cluster.ClusterConfig.Login;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterConnectionTest {
    private static final Login LOGIN = new Login.Token("secret");

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer("--auth", "secret");

    private static ClusterConfig config(String prefix, Login login, Optional<Duration> keep) {
        return new ClusterConfig(List.of(BROKER.address()), "node", login, Optional.empty(), prefix, 1, keep);
    }

    private static String refusal(ClusterConfig config) {
        return assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> ClusterConnection.open(config, Clock.systemUTC()).close())
                .actual().getMessage();
    }

    @Test
    void theStreamIsMadeOnceAndThenFound() throws IOException, JetStreamApiException {
        ClusterConfig config = config("found", LOGIN, Optional.of(Duration.ofDays(7)));
        for (int i = 0; i < 2; i++) {
            try (ClusterConnection cluster = NatsServer.open(config)) {
                StreamConfiguration stream = cluster.management().getStreamInfo("found").getConfiguration();
                assertThat(stream.getSubjects()).containsExactly("found.room.>");
                assertThat(stream.getMaxAge()).isEqualTo(Duration.ofDays(7));
            }
        }
    }

    @Test
    void aStreamWithAnotherSettingIsRefusedInALine() {
        NatsServer.open(config("other", LOGIN, Optional.empty())).close();

        assertThat(refusal(config("other", LOGIN, Optional.of(Duration.ofDays(7))))).isEqualTo(
                "the stream other is there with another setting: max age is unlimited, not PT168H");
    }

    @Test
    void replicasThatTheBrokersCannotKeepAreRefused() {
        assertThat(refusal(new ClusterConfig(
                List.of(BROKER.address()), "node", LOGIN, Optional.empty(), "three", 3, Optional.empty())))
                .startsWith("the stream three cannot be used: replicas > 1 not supported");
    }

    @Test
    void whoeverMayNotComeInIsRefused() {
        assertThat(refusal(config("any", new Login.Token("guess"), Optional.empty())))
                .isEqualTo("the cluster does not let this node in");
        assertThat(refusal(config("any", new Login.CredentialsFile(Path.of("/nowhere")), Optional.empty())))
                .isEqualTo("the credentials of the cluster cannot be read: /nowhere");
    }

    @Test
    void brokersThatCannotBeReachedAreNamed() {
        assertThat(refusal(ClusterConfig.of("node", "nats://127.0.0.1:1", "nats://127.0.0.1:2")))
                .isEqualTo(
                        "no broker of the cluster can be reached at nats://127.0.0.1:1, nats://127.0.0.1:2: Connection refused");
    }

    @Test
    void namesAndSecretsAreAsTheyShouldBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterConfig.of("a node", "nats://localhost"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClusterConfig.of("node"));
        assertThat(new Login.Password("ann", "secret") + " " + LOGIN).doesNotContain("secret");
    }
}

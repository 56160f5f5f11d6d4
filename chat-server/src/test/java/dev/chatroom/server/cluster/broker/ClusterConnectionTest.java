package dev.chatroom.server.cluster.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterConfig.Login;
import dev.chatroom.server.config.ClusterException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterConnectionTest {
    private static final Login LOGIN = new Login.Token("secret");

    @RegisterExtension
    static final NatsServer BROKER = new NatsServer("--auth", "secret");

    private static ClusterConfig config(String prefix, Login login) {
        return new ClusterConfig(List.of(BROKER.address()), "node", login, Optional.empty(), prefix, 1,
                Optional.empty());
    }

    private static String refusal(ClusterConfig config) {
        return assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> ClusterConnection.open(config, Clock.systemUTC()).close())
                .actual().getMessage();
    }

    @Test
    void whoeverMayNotComeInIsRefused() {
        assertThat(refusal(config("any", new Login.Token("guess"))))
                .isEqualTo("the cluster does not let this node in");
        assertThat(refusal(config("any", new Login.CredentialsFile(Path.of("/nowhere")))))
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

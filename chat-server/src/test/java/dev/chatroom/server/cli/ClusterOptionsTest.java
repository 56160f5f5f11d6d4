package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterConfig.Login;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ClusterOptionsTest {
    private static @Nullable ClusterConfig parse(String... args) {
        ClusterOptions options = new ClusterOptions();
        new CommandLine(options).parseArgs(args);
        return options.toConfig(false, Optional.empty());
    }

    @Test
    void withoutOptionsTheServerIsAlone() {
        assertThat(parse()).isNull();
    }

    @Test
    void allThatIsAskedForIsInTheConfiguration() {
        ClusterConfig config = parse(
                "--cluster=nats://a:4222,tls://b:4222", "--cluster=nats://c", "--node=one", "--cluster-creds=/c.creds",
                "--cluster-ca=/ca.pem", "--cluster-prefix=talk", "--cluster-replicas=3");

        assertThat(config.servers()).containsExactly("nats://a:4222", "tls://b:4222", "nats://c");
        assertThat(config.node()).isEqualTo("one");
        assertThat(config.login()).isEqualTo(new Login.CredentialsFile(Path.of("/c.creds")));
        assertThat(config.authority()).contains(Path.of("/ca.pem"));
        assertThat(config.prefix()).isEqualTo("talk");
        assertThat(config.replicas()).isEqualTo(3);
    }

    @Test
    void aNodeWithoutANameHasOneByItself() {
        assertThat(parse("--cluster=nats://a").node()).startsWith("node-").satisfies(ClusterConfig::isName);
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import dev.chatroom.server.config.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said at the start about who runs the server. */
class StartLinesTest {
    private static final String UNRUN =
            "nobody runs this server, so kept rooms without an operator stay so: see --operator";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    private List<String> lines(ServerConfigBuilder config) throws IOException {
        return Greeting.onStart(config.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).build(),
                server.server());
    }

    @Test
    void whereThereIsTlsTheAddressOfThePageIsSaidToo() throws IOException {
        server.configure(config -> config.tls(TlsConfig.of(new TlsConfig.SelfSigned())));

        assertThat(lines(ServerConfig.builder().tls(TlsConfig.of(new TlsConfig.SelfSigned()))).get(1))
                .startsWith("with TLS: https://127.0.0.1:" + server.address().getPort()
                        + "/  or  openssl s_client -quiet -connect 127.0.0.1:");
    }

    @Test
    void whereRoomsAreKeptAndNobodyRunsTheServerThatIsSaid() throws IOException {
        DataConfig data = DataConfig.in(Path.of("unused"));
        assertThat(lines(ServerConfig.builder().data(data))).hasSize(2).contains(UNRUN);
        assertThat(lines(ServerConfig.builder().data(data).operator("root", "open sesame"))).doesNotContain(UNRUN);
        assertThat(lines(ServerConfig.builder())).as("nothing is kept").doesNotContain(UNRUN);
    }
}

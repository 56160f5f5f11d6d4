package dev.chatroom.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatServer;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyProbeTest {
    private static ChatServer server() throws Exception {
        return server(ServerConfig.builder());
    }

    private static ChatServer server(ServerConfigBuilder config) throws Exception {
        return ChatServer.start(config.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).build());
    }

    @Test
    void itIsAnswered() throws Exception {
        try (ChatServer server = server(); LatencyProbe bystander = new LatencyProbe(server.address())) {
            assertThat(bystander.slowest()).isPositive();
        }
    }

    @Test
    void theWaitBeforeTheFirstAnswerDoesNotCount() throws Exception {
        Duration moment = Duration.ofSeconds(2);
        try (ChatServer server = server(ServerConfig.builder().greetingDelay(moment).senderDelay(moment));
                LatencyProbe bystander = new LatencyProbe(server.address())) {
            assertThat(bystander.slowest()).isLessThan(moment.dividedBy(2).toNanos() / 1_000);
        }
    }

    @Test
    void itSaysIfAnAnswerDoesNotCome() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LatencyProbe bystander = new LatencyProbe((InetSocketAddress) server.getLocalSocketAddress())) {
            server.accept().close();
            assertThat(bystander.slowest()).isEqualTo(-1);
        }
    }
}

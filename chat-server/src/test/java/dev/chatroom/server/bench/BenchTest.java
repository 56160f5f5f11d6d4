package dev.chatroom.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.ChatServer;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.config.ServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static BenchPlan plan(InetSocketAddress target, OptionalLong process) {
        return new BenchPlan(
                Optional.of(target), process, Language.PLAIN, 2, 0, 1, 0, true, 40, 8, 0, Duration.ZERO,
                Duration.ofMillis(100));
    }

    private static ChatServer server() throws Exception {
        return ChatServer.start(ServerConfig.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build());
    }

    @Test
    void reportsOnAServerThatRuns() throws Exception {
        try (ChatServer server = server()) {
            assertThat(Bench.run(plan(server.address(), OptionalLong.empty()), Progress.NONE).text())
                    .contains("2 clients in 1 room, idle; server 127.0.0.1:" + server.address().getPort());
        }
    }

    @Test
    void watchesNoProcessThatIsNotThere() throws Exception {
        try (ChatServer server = server()) {
            assertThatThrownBy(
                    () -> Bench.run(plan(server.address(), OptionalLong.of(Integer.MAX_VALUE)), Progress.NONE))
                    .isInstanceOf(BenchException.class)
                    .hasMessage("there is no process 2147483647 to watch");
        }
    }

    @Test
    void anotherServerOfThisProgramHasTheSameOptions() {
        assertThat(OwnJava.options(List.of(
                "-XX:+UseSerialGC", "-Xmx1g", "--enable-preview", "-Da=b", "-jar", "chatroom", "bench", "-Xno")))
                .containsExactly("-XX:+UseSerialGC", "-Xmx1g", "-Da=b");
    }
}

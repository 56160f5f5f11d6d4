package dev.chatroom.server.cluster.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker with JetStream, if nats-server is installed; else the tests are skipped. */
public final class NatsServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path USUAL = Path.of("/usr/sbin/nats-server");

    private final List<String> options;
    private final AtomicInteger prefixes = new AtomicInteger();
    private @Nullable Path store;
    private @Nullable Process process;
    private int port;

    public NatsServer(String... options) {
        this.options = List.of(options);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        boolean isThere = program().isPresent();
        assertThat(isThere || System.getenv("CI") == null).as("nats-server on the machine that checks changes")
                .isTrue();
        assumeTrue(isThere, "there is no nats-server, so no cluster is tried");
        store = Files.createTempDirectory("chatroom-nats");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
        // Should the tests be ended from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    private static Optional<Path> program() {
        return Stream.concat(
                Arrays.stream(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "nats-server")),
                Stream.of(USUAL))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public int port() {
        return port;
    }

    public String address() {
        return "nats://127.0.0.1:" + port;
    }

    /** Begins, or goes on after {@link #kill}; returns when it listens. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program().orElseThrow().toString(), "-a", "127.0.0.1", "-p", Integer.toString(port), "-js", "-sd",
                store.toString()));
        command.addAll(options);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader();
        List<String> said = new ArrayList<>();
        for (String line = log.readLine(); line == null || !line.endsWith("Server is ready"); line = log.readLine()) {
            assertThat(line).as("the broker ended: %s", said).isNotNull();
            said.add(line);
        }
        Thread.ofVirtual().start(() -> drain(log));
    }

    private static void drain(BufferedReader log) {
        try (log) {
            while (log.readLine() != null) {
                // A broker that nobody reads would stand still.
            }
        } catch (IOException ended) {
            // With the broker.
        }
    }

    /** Ends it as a loss of power of the process would; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Has it answer nobody, until it goes on. */
    public void standStill(boolean now) throws IOException {
        try {
            String signal = now ? "-STOP" : "-CONT";
            assertThat(new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor()).isZero();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** A cluster of its own on this broker. */
    public ClusterConfig cluster() {
        return cluster("node", "test" + prefixes.incrementAndGet(), address());
    }

    /** A node of a cluster. */
    public static ClusterConfig cluster(String node, String prefix, String address) {
        return new ClusterConfig(
                List.of(address), node, new ClusterConfig.Login.Anonymous(), Optional.empty(), prefix, 1,
                Optional.empty());
    }

    public static ClusterConnection open(ClusterConfig config) {
        try {
            return ClusterConnection.open(config, Clock.systemUTC());
        } catch (ClusterException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (process != null) {
            kill();
        }
        if (store != null) {
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

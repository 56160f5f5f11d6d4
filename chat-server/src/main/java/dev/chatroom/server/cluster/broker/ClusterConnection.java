package dev.chatroom.server.cluster.broker;

import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterConfig.Login;
import dev.chatroom.server.config.ClusterException;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The connection of a node to the brokers of its cluster, which is sought again when it is lost. For any thread. */
public final class ClusterConnection implements AutoCloseable {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIME = Duration.ofSeconds(2);
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(250);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(2);
    private static final int FOR_EVER = -1;

    /** More than what is underway at most, with what else is sent. */
    private static final int MOST_WAITING = 16 * 1024;

    private final ClusterConfig config;
    private final Connection connection;
    private final ClusterLog log;

    private ClusterConnection(ClusterConfig config, Connection connection, ClusterLog log) {
        this.config = config;
        this.connection = connection;
        this.log = log;
    }

    /**
     * Connects. From then on a connection that is lost is sought again for ever.
     *
     * @param clock for the log
     * @throws ClusterException if no broker can be reached, or none lets this node in
     */
    public static ClusterConnection open(ClusterConfig config, Clock clock) throws ClusterException {
        ClusterLog log = new ClusterLog(clock);
        Connection connection = connect(config, options(config, log), log);
        return new ClusterConnection(config, connection, log);
    }

    private static Connection connect(ClusterConfig config, Options options, ClusterLog log) throws ClusterException {
        try {
            return Nats.connect(options);
        } catch (AuthenticationException refused) {
            throw new ClusterException("the cluster does not let this node in", refused);
        } catch (IOException unreachable) {
            throw new ClusterException(
                    "no broker of the cluster can be reached at " + String.join(", ", config.servers())
                            + ": " + log.met(),
                    unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while connecting to the cluster", stopped);
        }
    }

    private static Options options(ClusterConfig config, ClusterLog log) throws ClusterException {
        Options.Builder options = Options.builder()
                .connectionName(config.node())
                .connectionTimeout(CONNECT_TIME)
                .maxReconnects(FOR_EVER)
                .reconnectWait(RECONNECT_WAIT)
                // What is said while the connection is lost is refused at once.
                .reconnectBufferSize(0)
                .maxMessagesInOutgoingQueue(MOST_WAITING)
                .pingInterval(PING_INTERVAL)
                // The operator says where the brokers are; and a certificate is for a name, not for an address; the one mode
                // that connects by name keeps it.
                .ignoreDiscoveredServers()
                .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                .errorListener(log)
                .connectionListener(log);
        switch (config.login()) {
            case Login.Anonymous() -> {
                // The addresses may say more.
            }
            case Login.Password(String user, String password) ->
                options.userInfo(user.toCharArray(), password.toCharArray());
            case Login.Token(String token) -> options.token(token.toCharArray());
            case Login.CredentialsFile(Path file) -> options.authHandler(Nats.credentials(readable(file).toString()));
        }
        boolean isEncrypted = config.servers().stream().anyMatch(server -> server.startsWith("tls:"));
        if (isEncrypted || config.authority().isPresent()) {
            options.sslContext(ClusterTrust.context(config.authority()));
        }
        try {
            return options.servers(config.servers().toArray(String[]::new)).build();
        } catch (IllegalArgumentException malformed) {
            throw new ClusterException("no address of a broker: " + malformed.getMessage(), malformed);
        }
    }

    private static Path readable(Path file) throws ClusterException {
        if (!Files.isReadable(file)) {
            throw new ClusterException("the credentials of the cluster cannot be read: " + file);
        }
        return file;
    }

    /** How this node takes part. */
    public ClusterConfig config() {
        return config;
    }

    /** For what else the nodes share. It throws {@link IllegalStateException} for what is sent while the connection is lost. */
    public Connection connection() {
        return connection;
    }

    /** Does this each time when a connection that was lost is there again; the client's thread must not be kept for long. */
    public void onReconnect(Runnable action) {
        connection.addConnectionListener(new ConnectionListener() {
            @Override
            @Deprecated
            public void connectionEvent(Connection lost, Events event) {
                if (event == Events.RESUBSCRIBED) {
                    action.run();
                }
            }
        });
    }

    /** What the operator is told. */
    public ClusterLog log() {
        return log;
    }

    /** Asks the brokers about streams, and waits for the answers for a bounded time. */
    public JetStreamManagement management() throws IOException {
        return connection.jetStreamManagement(JetStreamOptions.builder().requestTimeout(ANSWER_TIME).build());
    }

    /** Idempotent. */
    @Override
    public void close() {
        log.ending();
        try {
            connection.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

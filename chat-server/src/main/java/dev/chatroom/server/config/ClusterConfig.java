package dev.chatroom.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a node takes part in a cluster. All nodes of one have the same prefix, replicas and time to keep.
 *
 * @param servers the brokers, such as {@code nats://host:4222} or {@code tls://host:4222}; at least one
 * @param node the name of this node, unlike those of the others; letters, digits, {@code -} and {@code _}
 * @param login as whom it connects
 * @param authority the certificates of those who sign the brokers' certificates; nothing for those that Java trusts
 * @param prefix the name of the stream, with which all its subjects begin; letters, digits, {@code -} and {@code _}
 * @param replicas on how many brokers each event is kept, 1 to 5
 * @param keep how long the stream keeps an event; nothing for ever
 */
public record ClusterConfig(
        List<String> servers, String node, Login login, Optional<Path> authority, String prefix, int replicas,
        Optional<Duration> keep) {
    public static final String PREFIX = "chatroom";
    public static final int MOST_REPLICAS = 5;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public ClusterConfig {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a cluster has a broker");
        } else if (!isName(node) || !isName(prefix)) {
            throw new IllegalArgumentException("a name has 1 to 64 letters, digits, - and _");
        } else if (replicas < 1 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException("replicas are 1 to " + MOST_REPLICAS);
        }
    }

    /** The usual stream on these brokers, kept for ever, for a node that logs in as nobody in particular. */
    public static ClusterConfig of(String node, String... servers) {
        return new ClusterConfig(
                List.of(servers), node, new Login.Anonymous(), Optional.empty(), PREFIX, 1, Optional.empty());
    }

    /** Whether a node or a stream may have this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** As whom a node connects. */
    public sealed interface Login {
        /** As whoever connects there without saying more, or as the addresses of the brokers say. */
        record Anonymous() implements Login {}

        /** By a name and a password. */
        record Password(String user, String password) implements Login {
            @Override
            public String toString() {
                return "Password of " + user;
            }
        }

        /** By a secret that is shared with the brokers. */
        record Token(String token) implements Login {
            @Override
            public String toString() {
                return "Token";
            }
        }

        /** By a file with a signed identity and its key, as the tools of NATS write it. */
        record CredentialsFile(Path file) implements Login {}
    }
}

package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.ClusterConfig;
import dev.chatroom.server.config.ClusterConfig.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of several servers that are one chat, as they are written on the command line. */
final class ClusterOptions {
    private static final int MOST_BROKERS = 32;
    private static final Pattern BROKER = Pattern.compile("(nats|tls)://[^\\s,/]{1,300}");
    private static final int NAMES = 36 * 36 * 36 * 36;
    private static final int RADIX = 36;

    @Option(names = "--cluster", hidden = true, paramLabel = "URL", split = ",",
            description = "be one chat with others over this NATS; repeatable")
    private List<String> brokers = List.of();

    @Option(names = "--node", hidden = true, paramLabel = "NAME",
            description = "what this server is called there (a random name)")
    private Optional<String> node = Optional.empty();

    @Option(names = "--cluster-creds", hidden = true, paramLabel = "FILE",
            description = "the credentials file for NATS")
    private Optional<Path> credentials = Optional.empty();

    @Option(names = "--cluster-ca", hidden = true, paramLabel = "FILE",
            description = "who signs the certificates of NATS (PEM)")
    private Optional<Path> authority = Optional.empty();

    @Option(names = "--cluster-prefix", hidden = true, paramLabel = "NAME",
            description = "with what all begins there (" + ClusterConfig.PREFIX + ")")
    private Optional<String> prefix = Optional.empty();

    @Option(names = "--cluster-replicas", hidden = true, paramLabel = "N",
            description = "on how many brokers all is kept, 1 to 5 (1)")
    private Optional<String> replicas = Optional.empty();

    /**
     * What these options ask for; null if the server is alone.
     *
     * @param keepsData whether it has a folder of its own
     * @param keep for how long the stream keeps what happens; nothing for ever
     */
    @Nullable ClusterConfig toConfig(boolean keepsData, Optional<Duration> keep) {
        int copies = Values.number("--cluster-replicas", replicas.orElse("1"), 1, ClusterConfig.MOST_REPLICAS);
        node.ifPresent(name -> checkName("--node", name));
        prefix.ifPresent(name -> checkName("--cluster-prefix", name));
        if (brokers.isEmpty()) {
            refuseAlone("--node", node.isPresent());
            refuseAlone("--cluster-creds", credentials.isPresent());
            refuseAlone("--cluster-ca", authority.isPresent());
            refuseAlone("--cluster-prefix", prefix.isPresent());
            refuseAlone("--cluster-replicas", replicas.isPresent());
            return null;
        }
        if (brokers.size() > MOST_BROKERS) {
            throw new WrongValue("--cluster takes %d addresses at most".formatted(MOST_BROKERS));
        }
        for (String broker : brokers) {
            if (!BROKER.matcher(broker).matches()) {
                throw new WrongValue(
                        "--cluster takes addresses such as nats://10.0.0.1:4222, not '%s'".formatted(broker));
            }
        }
        if (keepsData) {
            throw new WrongValue("--data cannot be had with --cluster: the history is in the stream of NATS");
        }
        return new ClusterConfig(
                brokers, node.orElseGet(ClusterOptions::anyName),
                credentials.<Login>map(Login.CredentialsFile::new).orElseGet(Login.Anonymous::new), authority,
                prefix.orElse(ClusterConfig.PREFIX), copies, keep);
    }

    boolean isAlone() {
        return brokers.isEmpty();
    }

    /** The files that nobody else should read. */
    List<Path> secretFiles() {
        return credentials.stream().toList();
    }

    private static void checkName(String option, String name) {
        if (!ClusterConfig.isName(name)) {
            throw new WrongValue("%s takes 1 to 64 letters, digits, - and _, not '%s'".formatted(option, name));
        }
    }

    private static void refuseAlone(String option, boolean given) {
        if (given) {
            throw new WrongValue(option + " needs --cluster with the address of NATS");
        }
    }

    private static String anyName() {
        return "node-" + Integer.toString(ThreadLocalRandom.current().nextInt(NAMES), RADIX);
    }
}

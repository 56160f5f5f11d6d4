package dev.chatroom.server.config;

import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.access.Access;
import dev.chatroom.server.access.Operators;
import dev.chatroom.server.access.Secret;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ServerConfig}, whose components explain the values. For one thread. */
public final class ServerConfigBuilder {
    private static final Pattern OPERATOR = Pattern.compile("[^\\s\\p{Cntrl}:]{1,32}", Pattern.UNICODE_CHARACTER_CLASS);

    private InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2020);
    private String name = "chatroom";
    private String description = "a chat room";
    private String version = "chatroom";
    private List<String> motd = List.of();
    private String room = "lobby";
    private Optional<Secret> password = Optional.empty();
    private final Map<String, Secret> operators = new LinkedHashMap<>();
    private int maxGuesses = Access.STANDARD_GUESSES;
    private int historyShown = 20;
    private int memoryShare = 25;
    private int maxConnections = ServerConfig.AS_MANY_AS_FIT;
    private int maxPerAddress = 64;
    private int requests = 50;
    private int requestsPerAddress = 1_000;
    private int maxLine = 4_096;
    private SlowReader slowReader = SlowReader.SKIP;
    private Duration stallTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ZERO;
    private Duration floodTimeout = Duration.ofMinutes(5);
    private Duration pingAfter = Duration.ofMinutes(2);
    private Duration pingTimeout = Duration.ofSeconds(60);
    private Duration introductionTimeout = Duration.ofSeconds(30);
    private Duration greetingDelay = Duration.ofSeconds(1);
    private Duration senderDelay = Duration.ofMillis(250);
    private Duration closeTimeout = Duration.ofSeconds(3);
    private Limits limits = Limits.standard();
    private ZoneId zone = ZoneId.systemDefault();
    private Clock clock = Clock.systemUTC();
    private @Nullable TlsConfig tls;
    private @Nullable DataConfig data;
    private @Nullable ClusterConfig cluster;
    private @Nullable WebConfig web = WebConfig.STANDARD;

    ServerConfigBuilder() {}

    /** Default 127.0.0.1:2020. */
    public ServerConfigBuilder bind(InetSocketAddress value) {
        bind = value;
        return this;
    }

    /** Default {@code chatroom}. */
    public ServerConfigBuilder name(String value) {
        name = value;
        return this;
    }

    /** Default {@code a chat room}. */
    public ServerConfigBuilder description(String value) {
        description = value;
        return this;
    }

    /** Default {@code chatroom}, without a version. */
    public ServerConfigBuilder version(String value) {
        version = value;
        return this;
    }

    /** Default none. */
    public ServerConfigBuilder motd(List<String> value) {
        motd = value;
        return this;
    }

    /** Default {@code lobby}. */
    public ServerConfigBuilder room(String value) {
        room = value;
        return this;
    }

    /**
     * Default none.
     *
     * @param textOrHash the password as plain text, or its bcrypt hash
     * @throws IllegalArgumentException if it can be neither; the message says why without showing it
     */
    public ServerConfigBuilder password(String textOrHash) {
        password = Optional.of(Secret.of(textOrHash));
        return this;
    }

    /**
     * Adds somebody who may become an operator of the server. Default nobody.
     *
     * @param operator 1 to 32 characters without white space, control characters and colons; compared exactly
     * @param textOrHash the secret as plain text, or its bcrypt hash
     * @throws IllegalArgumentException if that is no name or secret, or the name has been given; the message says why
     *     without showing the secret
     */
    public ServerConfigBuilder operator(String operator, String textOrHash) {
        if (!OPERATOR.matcher(operator).matches()) {
            throw new IllegalArgumentException("an operator's name has 1 to 32 characters and no spaces or colons");
        }
        if (operators.putIfAbsent(operator, Secret.of(textOrHash)) != null) {
            throw new IllegalArgumentException("there are two operators '%s'".formatted(operator));
        }
        return this;
    }

    /** Default 1,000. */
    public ServerConfigBuilder maxGuesses(int value) {
        maxGuesses = value;
        return this;
    }

    /** Default 20. */
    public ServerConfigBuilder historyShown(int value) {
        historyShown = value;
        return this;
    }

    /**
     * Default 25.
     *
     * @throws IllegalArgumentException if it is not from 1 to 50
     */
    public ServerConfigBuilder memoryShare(int percent) {
        if (percent < 1 || percent > 50) {
            throw new IllegalArgumentException(
                    "what people said takes from 1 to 50 hundredths of the heap, not " + percent);
        }
        memoryShare = percent;
        return this;
    }

    /** Default {@link ServerConfig#AS_MANY_AS_FIT}. */
    public ServerConfigBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /** Default 64. */
    public ServerConfigBuilder maxPerAddress(int value) {
        maxPerAddress = value;
        return this;
    }

    /** Default 50 units of work a second and client; 0 for no limit, of addresses neither. */
    public ServerConfigBuilder requests(int value) {
        requests = value;
        return this;
    }

    /** Default 1,000 units of work a second and address; 0 for no limit. */
    public ServerConfigBuilder requestsPerAddress(int value) {
        requestsPerAddress = value;
        return this;
    }

    /** Default 4,096 bytes. */
    public ServerConfigBuilder maxLine(int value) {
        maxLine = value;
        return this;
    }

    /** Default {@link SlowReader#SKIP}. */
    public ServerConfigBuilder slowReader(SlowReader value) {
        slowReader = value;
        return this;
    }

    /** Default 30 s. */
    public ServerConfigBuilder stallTimeout(Duration value) {
        stallTimeout = value;
        return this;
    }

    /** Default zero: never. */
    public ServerConfigBuilder idleTimeout(Duration value) {
        idleTimeout = value;
        return this;
    }

    /** Default 5 min: a long paste is over by then. What waits costs the server nothing, since TCP holds it back. */
    public ServerConfigBuilder floodTimeout(Duration value) {
        floodTimeout = value;
        return this;
    }

    /** Default 120 s. */
    public ServerConfigBuilder pingAfter(Duration value) {
        pingAfter = value;
        return this;
    }

    /** Default 60 s. */
    public ServerConfigBuilder pingTimeout(Duration value) {
        pingTimeout = value;
        return this;
    }

    /** Default 30 s. */
    public ServerConfigBuilder introductionTimeout(Duration value) {
        introductionTimeout = value;
        return this;
    }

    /** Default 1 s. */
    public ServerConfigBuilder greetingDelay(Duration value) {
        greetingDelay = value;
        return this;
    }

    /** Default 250 ms. */
    public ServerConfigBuilder senderDelay(Duration value) {
        senderDelay = value;
        return this;
    }

    /** Default 3 s. */
    public ServerConfigBuilder closeTimeout(Duration value) {
        closeTimeout = value;
        return this;
    }

    /** Default {@link Limits#standard}. */
    public ServerConfigBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    /** Default the system's. */
    public ServerConfigBuilder zone(ZoneId value) {
        zone = value;
        return this;
    }

    /** Default the system's. */
    public ServerConfigBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** Default null: no TLS. */
    public ServerConfigBuilder tls(@Nullable TlsConfig value) {
        tls = value;
        return this;
    }

    /** Default null: nothing is kept. */
    public ServerConfigBuilder data(@Nullable DataConfig value) {
        data = value;
        return this;
    }

    /** Default {@link WebConfig#STANDARD}; null: no web page. */
    public ServerConfigBuilder web(@Nullable WebConfig value) {
        web = value;
        return this;
    }

    /** Default null: the server is alone. */
    public ServerConfigBuilder cluster(@Nullable ClusterConfig value) {
        cluster = value;
        return this;
    }

    /** The configuration. */
    public ServerConfig build() {
        return new ServerConfig(
                bind, name, description, version, motd, room, password,
                operators.isEmpty() ? Operators.none() : Operators.of(operators),
                maxGuesses, historyShown, memoryShare, maxConnections, maxPerAddress, requests, requestsPerAddress,
                maxLine, slowReader, stallTimeout, idleTimeout,
                floodTimeout, pingAfter, pingTimeout, introductionTimeout, greetingDelay, senderDelay,
                closeTimeout, limits, zone,
                clock, tls, data, web, cluster);
    }
}

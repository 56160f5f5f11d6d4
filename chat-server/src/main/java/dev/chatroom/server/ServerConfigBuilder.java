package dev.chatroom.server;

import dev.chatroom.core.Limits;
import dev.chatroom.server.ServerConfig.SlowReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Builds a {@link ServerConfig}, whose components explain the values. For one thread. */
public final class ServerConfigBuilder {
    private InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2020);
    private String name = "chatroom";
    private List<String> motd = List.of();
    private String room = "lobby";
    private int historyShown = 20;
    private int maxConnections = 10_000;
    private int maxPerAddress = 64;
    private int maxLine = 4_096;
    private SlowReader slowReader = SlowReader.SKIP;
    private Duration stallTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = Duration.ZERO;
    private Duration floodTimeout = Duration.ofSeconds(60);
    private Duration greetingDelay = Duration.ofMillis(250);
    private Duration closeTimeout = Duration.ofSeconds(3);
    private Limits limits = Limits.standard();
    private ZoneId zone = ZoneId.systemDefault();
    private Clock clock = Clock.systemUTC();

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

    /** Default 20. */
    public ServerConfigBuilder historyShown(int value) {
        historyShown = value;
        return this;
    }

    /** Default 10,000. */
    public ServerConfigBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /** Default 64. */
    public ServerConfigBuilder maxPerAddress(int value) {
        maxPerAddress = value;
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

    /** Default 60 s. */
    public ServerConfigBuilder floodTimeout(Duration value) {
        floodTimeout = value;
        return this;
    }

    /** Default 250 ms. */
    public ServerConfigBuilder greetingDelay(Duration value) {
        greetingDelay = value;
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

    /** The configuration. */
    public ServerConfig build() {
        return new ServerConfig(
                bind, name, motd, room, historyShown, maxConnections, maxPerAddress, maxLine, slowReader, stallTimeout,
                idleTimeout, floodTimeout, greetingDelay, closeTimeout, limits, zone, clock);
    }
}

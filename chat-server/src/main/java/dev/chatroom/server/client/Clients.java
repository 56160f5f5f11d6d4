package dev.chatroom.server.client;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.pace.WorkLimits;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Takes connections in by the address of their client, and counts them and their work. For any thread. */
public final class Clients {
    private final ConnectionLimits limits;
    private final WorkLimits work;
    private final TrustedProxies proxies;

    public Clients(ConnectionLimits limits, WorkLimits work, TrustedProxies proxies) {
        this.limits = limits;
        this.work = work;
        this.proxies = proxies;
    }

    /** Counts a connection, or says why it cannot be served. All that come through a proxy come from its address, so that has no limit. */
    public ConnectionLimits.@Nullable Refusal enter(InetAddress peer) {
        return proxies.includes(peer) ? limits.enterUnnamed() : limits.enter(peer);
    }

    /** The client of a connection that has been counted. */
    public ConnectionClient connected(InetAddress peer) {
        return new ConnectionClient(limits, work, proxies, peer);
    }
}

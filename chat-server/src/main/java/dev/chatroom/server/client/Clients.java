package dev.chatroom.server.client;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.http.Refusal;
import dev.chatroom.server.pace.WorkLimits;
import java.net.InetAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes connections in by the address of their client, and counts them and their work. For any thread. */
public final class Clients {
    private final ConnectionLimits limits;
    private final WorkLimits work;
    private final TrustedProxies proxies;
    private final Function<Notice, String> words;

    /**
     * Those of a server.
     *
     * @param words say to a client that asks by HTTP why it is not served
     */
    public Clients(
            ConnectionLimits limits, WorkLimits work, TrustedProxies proxies, Function<Notice, String> words) {
        this.limits = limits;
        this.work = work;
        this.proxies = proxies;
        this.words = words;
    }

    /** Counts a connection, or says why it cannot be served. All that come through a proxy come from its address, so that has no limit. */
    public ConnectionLimits.@Nullable Refusal enter(InetAddress peer) {
        return proxies.includes(peer) ? limits.enterUnnamed() : limits.enter(peer);
    }

    /** The client of a connection that has been counted. */
    public ConnectionClient connected(InetAddress peer) {
        return new ConnectionClient(this, peer);
    }

    ConnectionLimits limits() {
        return limits;
    }

    WorkLimits work() {
        return work;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    /** The answer to a request for whose sender there is no place. */
    Refusal answer(ConnectionLimits.Refusal refusal) {
        Notice why = Refusals.notice(refusal);
        return Refusals.http(why, words.apply(why));
    }
}

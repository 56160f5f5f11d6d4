package dev.chatroom.server.session;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.access.Network;
import dev.chatroom.server.client.Clients;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.client.TrustedProxies;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.WorkLimits;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** For whom the connections of tests are served. */
final class TestClients {
    private TestClients() {}

    /** Somebody on this machine who may ask for whatever there is. */
    static ConnectionClient local() {
        return local(new WorkLimits(0, 0, InstantSource.system()));
    }

    /** Somebody on this machine. */
    static ConnectionClient local(WorkLimits work) {
        return connected(work, List.of());
    }

    /** A proxy on this machine. */
    static ConnectionClient proxy() {
        List<Network> here = List.of(Objects.requireNonNull(Network.parse("127.0.0.0/8")));
        return connected(new WorkLimits(0, 0, InstantSource.system()), here);
    }

    private static ConnectionClient connected(WorkLimits work, List<Network> proxies) {
        Clients clients = new Clients(new ConnectionLimits(0, 0), work, new TrustedProxies(proxies), Notice::toString);
        return clients.connected(InetAddress.getLoopbackAddress());
    }
}

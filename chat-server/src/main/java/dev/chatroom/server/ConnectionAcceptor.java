package dev.chatroom.server;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.client.Clients;
import dev.chatroom.server.client.ConnectionClient;
import dev.chatroom.server.client.Refusals;
import dev.chatroom.server.client.TrustedProxies;
import dev.chatroom.server.config.WebConfig;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.Listener;
import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.Timeout;
import dev.chatroom.server.session.CloseReason;
import dev.chatroom.server.session.ServerResources;
import dev.chatroom.server.session.Session;
import dev.chatroom.server.tls.TlsDetectingWire;
import dev.chatroom.server.tls.TlsResources;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a session of each connection that the limits allow. For any thread. */
final class ConnectionAcceptor implements Listeners.Entrance {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private final Clients clients;
    private final ServerResources resources;
    private final @Nullable TlsResources tls;
    private final SessionRegistry sessions;
    private final BooleanSupplier closing;
    private final Consumer<Session> whenClosed;

    /** @param closing whether the server ends, and with it each session that begins */
    ConnectionAcceptor(
            ConnectionLimits limits, ServerResources resources, @Nullable TlsResources tls, SessionRegistry sessions,
            BooleanSupplier closing) {
        WebConfig web = resources.config().web();
        this.clients = new Clients(
                limits, resources.work(), new TrustedProxies(web == null ? List.of() : web.behind()),
                Unserved::words);
        this.resources = resources;
        this.tls = tls;
        this.sessions = sessions;
        this.whenClosed = sessions::remove;
        this.closing = closing;
    }

    @Override
    public Listener.@Nullable Refusal enter(InetAddress address, boolean listenerCloses) {
        ConnectionLimits.Refusal refusal = clients.enter(address);
        if (refusal == null) {
            return null;
        }
        Notice why = listenerCloses ? new Notice.ShuttingDown() : Refusals.notice(refusal);
        return new Unserved(resources, address, why);
    }

    @Override
    public void admit(SocketChannel channel, InetAddress address, boolean tlsOnly) throws IOException {
        ConnectionClient client = clients.connected(address);
        Session session;
        try {
            SocketWire socket = new SocketWire(channel);
            Wire wire = tls == null ? socket : new TlsDetectingWire(socket, tls, tlsOnly, client.work().address());
            session = new Session(resources, wire, client, whenClosed);
        } catch (IOException goneAlready) {
            client.close();
            throw goneAlready;
        }
        LOG.log(Level.DEBUG, () -> "connection from " + address.getHostAddress());
        sessions.add(session);
        Duration wait = client.connect();
        if (wait.isZero()) {
            session.start();
        } else {
            // All of an address that has asked for too much wait, newcomers too.
            Timeout.start(resources.clock(), resources.timer(), wait, session::start);
        }
        if (closing.getAsBoolean()) {
            session.end(CloseReason.SHUTDOWN, new Notice.ShuttingDown());
        }
    }
}

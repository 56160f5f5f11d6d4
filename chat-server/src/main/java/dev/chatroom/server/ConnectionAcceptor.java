package dev.chatroom.server;

import dev.chatroom.server.access.ConnectionLimits;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.Timeout;
import dev.chatroom.server.pace.Workload;
import dev.chatroom.server.session.CloseReason;
import dev.chatroom.server.session.ServerResources;
import dev.chatroom.server.session.Session;
import dev.chatroom.server.tls.TlsDetectingWire;
import dev.chatroom.server.tls.TlsResources;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a session of each connection that the limits allow. For any thread. */
final class ConnectionAcceptor implements Listeners.Entrance {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private final ConnectionLimits limits;
    private final ServerResources resources;
    private final @Nullable TlsResources tls;
    private final SessionRegistry sessions;
    private final BooleanSupplier closing;
    private final Consumer<Session> whenClosed = this::forget;

    /** @param closing whether the server ends, and with it each session that begins */
    ConnectionAcceptor(
            ConnectionLimits limits, ServerResources resources, @Nullable TlsResources tls, SessionRegistry sessions,
            BooleanSupplier closing) {
        this.limits = limits;
        this.resources = resources;
        this.tls = tls;
        this.sessions = sessions;
        this.closing = closing;
    }

    @Override
    public @Nullable ByteBuffer enter(InetAddress address, boolean listenerCloses) {
        ConnectionLimits.Refusal refusal = limits.enter(address);
        if (refusal == null) {
            return null;
        }
        Notice why = listenerCloses ? new Notice.ShuttingDown() : notice(refusal);
        return resources.protocols().spokenByPeople().refusal(why);
    }

    private static Notice notice(ConnectionLimits.Refusal refusal) {
        return switch (refusal) {
            case ConnectionLimits.Banned banned -> new Notice.AddressBanned();
            case ConnectionLimits.ServerFull(int most) -> new Notice.ServerFull(most);
            case ConnectionLimits.AddressFull(int most) -> new Notice.AddressFull(most);
        };
    }

    @Override
    public void admit(SocketChannel channel, InetAddress address, boolean tlsOnly) throws IOException {
        Session session;
        try {
            SocketWire socket = new SocketWire(channel);
            Workload work = resources.work().enter(ConnectionLimits.key(address));
            Wire wire = tls == null ? socket : new TlsDetectingWire(socket, tls, tlsOnly, work.address());
            session = new Session(resources, wire, address, work, whenClosed);
        } catch (IOException goneAlready) {
            limits.leave(address);
            throw goneAlready;
        }
        LOG.log(Level.DEBUG, () -> "connection from " + address.getHostAddress());
        sessions.add(session);
        Duration wait = resources.work().connect(ConnectionLimits.key(address));
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

    private void forget(Session session) {
        limits.leave(session.address());
        resources.work().leave(ConnectionLimits.key(session.address()));
        sessions.remove(session);
    }
}

package dev.chatroom.server;

import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.TlsConfig;
import dev.chatroom.server.config.TlsException;
import dev.chatroom.server.net.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The ports of a server: the ordinary one, and the one for TLS alone if there is to be one. */
final class Listeners implements AutoCloseable {
    private final Listener ordinary;
    private final @Nullable Listener secure;

    /** Where those go who come to either port; as {@link Listener.Entrance}. */
    interface Entrance {
        /** Counts a connection, or says why it cannot be served. */
        Listener.@Nullable Refusal enter(InetAddress address, boolean closing);

        /**
         * Takes over a connection that has been counted.
         *
         * @param tlsOnly whether nothing but TLS is taken from it
         */
        void admit(SocketChannel channel, InetAddress address, boolean tlsOnly) throws IOException;
    }

    private record Port(Entrance entrance, boolean tlsOnly) implements Listener.Entrance {
        @Override
        public Listener.@Nullable Refusal enter(InetAddress address, boolean closing) {
            return entrance.enter(address, closing);
        }

        @Override
        public void admit(SocketChannel channel, InetAddress address) throws IOException {
            entrance.admit(channel, address, tlsOnly);
        }
    }

    /**
     * Opens the ports; nobody is accepted before {@link #start}.
     *
     * @throws TlsException if the port for TLS cannot be had; for the ordinary one it is another IOException
     */
    Listeners(ServerConfig config, ScheduledExecutorService timer, Entrance entrance) throws IOException {
        TlsConfig tls = config.tls();
        boolean tlsOnly = tls != null && tls.only();
        this.ordinary = new Listener(config.bind(), timer, new Port(entrance, tlsOnly));
        if (tls == null || tls.port().isEmpty()) {
            this.secure = null;
            return;
        }
        InetSocketAddress bind = new InetSocketAddress(config.bind().getAddress(), tls.port().getAsInt());
        try {
            this.secure = new Listener(bind, timer, new Port(entrance, true));
        } catch (IOException e) {
            ordinary.close();
            throw new TlsException(
                    "cannot listen for TLS on port " + bind.getPort() + ": " + e.getMessage() + "; choose another", e);
        }
    }

    void start() {
        ordinary.start();
        if (secure != null) {
            secure.start();
        }
    }

    /** The address for all clients. */
    InetSocketAddress address() throws IOException {
        return ordinary.address();
    }

    /** The address for TLS alone, if there is one. */
    Optional<InetSocketAddress> tlsAddress() throws IOException {
        return secure == null ? Optional.empty() : Optional.of(secure.address());
    }

    /** How many were turned away since the last time this was asked. */
    long takeRefused() {
        return ordinary.takeRefused() + (secure == null ? 0 : secure.takeRefused());
    }

    /** Waits until those who are not served have had their time to read why. */
    void awaitTurnedAway() {
        ordinary.awaitTurnedAway();
        if (secure != null) {
            secure.awaitTurnedAway();
        }
    }

    /** Accepts those who are waiting, and then nobody any more; lets nobody in once it has returned. */
    @Override
    public void close() throws IOException {
        try {
            ordinary.close();
        } finally {
            if (secure != null) {
                secure.close();
            }
        }
    }
}

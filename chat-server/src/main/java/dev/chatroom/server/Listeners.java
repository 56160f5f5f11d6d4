package dev.chatroom.server;

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

    /** Where those go who are let in. */
    interface Entrance {
        /**
         * Takes the connection over, and its place in the count; called on the accepting thread, must be quick.
         *
         * @param tlsOnly whether nothing but TLS is taken from it
         */
        void admit(SocketChannel channel, InetAddress address, boolean tlsOnly) throws IOException;
    }

    /**
     * Opens the doors; nobody is accepted before {@link #start}.
     *
     * @throws TlsException if the port for TLS cannot be had; for the ordinary one it is another IOException
     */
    Listeners(ServerConfig config, ConnectionLimits limits, ScheduledExecutorService timer, Entrance entrance)
            throws IOException {
        TlsConfig tls = config.tls();
        boolean tlsOnly = tls != null && tls.only();
        this.ordinary = new Listener(
                config.bind(), limits, timer, (channel, address) -> entrance.admit(channel, address, tlsOnly));
        if (tls == null || tls.port().isEmpty()) {
            this.secure = null;
            return;
        }
        InetSocketAddress bind = new InetSocketAddress(config.bind().getAddress(), tls.port().getAsInt());
        try {
            this.secure =
                    new Listener(bind, limits, timer, (channel, address) -> entrance.admit(channel, address, true));
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

    /** Where the ordinary door listens. */
    InetSocketAddress address() throws IOException {
        return ordinary.address();
    }

    /** Where the door for TLS alone listens, if there is one. */
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

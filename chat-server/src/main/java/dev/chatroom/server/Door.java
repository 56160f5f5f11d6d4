package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.PlainDialect;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Listens, accepts, and lets in whom the limits allow. Accepting has a platform thread of its own, so that new people
 * come in however busy the room is.
 */
final class Door implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final int BACKLOG = 4_096;
    private static final long BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FAILURE_LOGGED_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** How long a client that is not served has to read why, and how many such clients may wait for that at once. */
    private static final long FAREWELL_MILLIS = 500;

    private static final int FAREWELLS = 256;

    /** Where those go who are let in. */
    interface Entrance {
        /** Takes the connection over, and its place in the count; called on the accepting thread, must be quick. */
        void admit(SocketChannel channel, InetAddress address) throws IOException;
    }

    private final ServerSocketChannel listener;
    private final ConnectionLimits limits;
    private final ScheduledExecutorService timer;
    private final Entrance entrance;
    private final Thread acceptor = Thread.ofPlatform().name("chatroom-door").daemon().unstarted(this::acceptAll);
    private final AtomicInteger farewells = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    /** When it was last logged that accepting fails, by System.nanoTime. Owned by the accepting thread. */
    private long failureLoggedAt = System.nanoTime() - FAILURE_LOGGED_EVERY_NANOS;

    /**
     * Opens a door; nobody is accepted before {@link #start}.
     *
     * @param entrance is given each connection that is let in
     */
    Door(
            InetSocketAddress bind,
            ConnectionLimits limits,
            ScheduledExecutorService timer,
            Entrance entrance)
            throws IOException {
        this.limits = limits;
        this.timer = timer;
        this.entrance = entrance;
        this.listener = ServerSocketChannel.open();
        try {
            listener.bind(bind, BACKLOG);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    /** Where it listens. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    void start() {
        acceptor.start();
    }

    /** How many were turned away since the last time this was asked. */
    long takeRefused() {
        return refused.getAndSet(0);
    }

    /** Accepts nobody any more, and lets nobody in once it has returned. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        while (listener.isOpen()) {
            SocketChannel channel = accept();
            if (channel != null) {
                welcome(channel);
            }
        }
    }

    private @Nullable SocketChannel accept() {
        try {
            return listener.accept();
        } catch (ClosedChannelException closing) {
            return null;
        } catch (IOException | RuntimeException e) {
            // Most likely too many open files: those who are in are served, those who come wait in the backlog.
            if (System.nanoTime() - failureLoggedAt >= FAILURE_LOGGED_EVERY_NANOS) {
                failureLoggedAt = System.nanoTime();
                LOG.log(Level.WARNING, "cannot accept connections for now, trying on: " + e.getMessage());
            }
            LockSupport.parkNanos(BACK_OFF_NANOS);
            return null;
        }
    }

    private void welcome(SocketChannel channel) {
        try {
            InetAddress address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            Notice refusal = limits.enter(address);
            if (refusal == null) {
                entrance.admit(channel, address);
            } else {
                turnAway(channel, refusal);
            }
        } catch (IOException goneAlready) {
            LOG.log(Level.DEBUG, "a connection was gone before it was served: " + goneAlready.getMessage());
            closeQuietly(channel);
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "a connection could not be served", fault);
            closeQuietly(channel);
        }
    }

    private void turnAway(SocketChannel channel, Notice refusal) throws IOException {
        refused.incrementAndGet();
        if (farewells.incrementAndGet() > FAREWELLS) {
            farewells.decrementAndGet();
            channel.close();
            return;
        }
        ScheduledFuture<?> unused = timer.schedule(() -> {
            farewells.decrementAndGet();
            closeQuietly(channel);
        }, FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        // An empty send buffer takes one line at once, so this cannot block.
        channel.write(ByteBuffer.wrap((PlainDialect.refusal(refusal) + "\r\n").getBytes(UTF_8)));
        channel.shutdownOutput();
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingLeftToClose) {
            // Nobody waits for this connection.
        }
    }
}

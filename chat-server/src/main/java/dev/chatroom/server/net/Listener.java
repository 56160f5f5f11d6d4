package dev.chatroom.server.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Listens, accepts, and lets in whom its entrance allows. Accepting has a platform thread of its own, so that new people
 * come in however busy the room is.
 *
 * <p>When it closes, those whom the kernel has let in already are accepted first, so that they are told why; closing the
 * listener would reset them.
 */
public final class Listener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final int BACKLOG = 4_096;
    private static final long BACK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FAILURE_LOGGED_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What a client is told that is not served. */
    @FunctionalInterface
    public interface Refusal {
        /**
         * All that it is sent.
         *
         * @param came what it has sent
         * @param last whether no more of that is waited for
         * @return null, unless it is the last, as long as it is not known what the client speaks
         */
        @Nullable ByteBuffer to(ByteBuffer came, boolean last);
    }

    /** Where those go who come. Called on the accepting thread; must be quick. */
    public interface Entrance {
        /**
         * Counts a connection, or says why it cannot be served.
         *
         * @param closing whether the listener accepts those only who wait, to tell them
         * @return what the client is told if it is not served; null if it has been counted
         */
        @Nullable Refusal enter(InetAddress address, boolean closing);

        /** Takes over a connection that has been counted, and its place in the count. */
        void admit(SocketChannel channel, InetAddress address) throws IOException;
    }

    private final ServerSocketChannel listener;

    /** Says when somebody waits to be accepted, or that it closes. */
    private final Selector selector;

    private final Entrance entrance;
    private final Thread acceptor = Thread.ofPlatform().name("chatroom-listener").daemon().unstarted(this::acceptAll);

    private final TurnedAway turnedAway;

    private final AtomicLong refused = new AtomicLong();

    private volatile boolean closing;

    /** When it was last logged that accepting fails, by System.nanoTime. Owned by the accepting thread. */
    private long failureLoggedAt = System.nanoTime() - FAILURE_LOGGED_EVERY_NANOS;

    /**
     * Opens the port; nobody is accepted before {@link #start}.
     *
     * @param entrance decides which connections are let in, and is given these
     */
    public Listener(
            InetSocketAddress bind,
            ScheduledExecutorService timer,
            Entrance entrance)
            throws IOException {
        this.turnedAway = new TurnedAway(timer);
        this.entrance = entrance;
        this.selector = Selector.open();
        try {
            this.listener = ServerSocketChannel.open();
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
        try {
            listener.bind(bind, BACKLOG);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            selector.close();
            listener.close();
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    public void start() {
        acceptor.start();
    }

    /** How many were turned away since the last time this was asked. */
    public long takeRefused() {
        return refused.getAndSet(0);
    }

    /** Accepts those who are waiting, and then nobody any more; lets nobody in once it has returned. */
    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            acceptor.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        listener.close();
        selector.close();
    }

    /** Waits until those who are not served have had their time to read why. */
    public void awaitTurnedAway() {
        turnedAway.await();
    }

    private void acceptAll() {
        while (!closing && listener.isOpen()) {
            if (awaitSomebody()) {
                boolean more = true;
                while (more && !closing) {
                    more = acceptOne();
                }
            }
        }
        // As many as the kernel lets wait, since others may go on coming.
        for (int i = 0; i < BACKLOG && acceptOne(); i++) {
            // The next one.
        }
    }

    private boolean awaitSomebody() {
        try {
            int ready = selector.select();
            selector.selectedKeys().clear();
            return ready > 0;
        } catch (IOException | ClosedSelectorException broken) {
            LOG.log(Level.ERROR, "waiting for connections met a fault", broken);
            LockSupport.parkNanos(BACK_OFF_NANOS);
            return false;
        }
    }

    /** Accepts who waits longest; false if nobody does, or it failed. */
    private boolean acceptOne() {
        SocketChannel channel = accept();
        if (channel != null) {
            welcome(channel);
        }
        return channel != null;
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
            Refusal refusal = entrance.enter(address, closing);
            if (refusal == null) {
                entrance.admit(channel, address);
            } else {
                refused.incrementAndGet();
                turnedAway.take(channel, refusal);
            }
        } catch (IOException goneAlready) {
            LOG.log(Level.DEBUG, "a connection was gone before it was served: " + goneAlready.getMessage());
            closeQuietly(channel);
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "a connection could not be served", fault);
            closeQuietly(channel);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException nothingLeftToClose) {
            // Nobody waits for this connection.
        }
    }
}

package dev.chatroom.server.net;

import dev.chatroom.server.pace.Pause;
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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
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

    /** How long a client that is not served has to read why, and how many such clients may wait for that at once. */
    private static final long FAREWELL_MILLIS = 500;

    private static final int FAREWELLS = 256;

    private static final int IGNORED_BYTES = 512;

    /** Where those go who come. Called on the accepting thread; must be quick. */
    public interface Entrance {
        /**
         * Counts a connection, or says why it cannot be served.
         *
         * @param closing whether the listener accepts those only who wait, to tell them
         * @return all that the client is sent if it is not served; null if it has been counted
         */
        @Nullable ByteBuffer enter(InetAddress address, boolean closing);

        /** Takes over a connection that has been counted, and its place in the count. */
        void admit(SocketChannel channel, InetAddress address) throws IOException;
    }

    private final ServerSocketChannel listener;

    /** Says when somebody waits to be accepted, or that it closes. */
    private final Selector selector;

    private final ScheduledExecutorService timer;
    private final Entrance entrance;
    private final Thread acceptor = Thread.ofPlatform().name("chatroom-listener").daemon().unstarted(this::acceptAll);

    /** One for each client that is not served and may still read why. */
    private final Semaphore farewells = new Semaphore(FAREWELLS);

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
        this.timer = timer;
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
        try {
            farewells.tryAcquire(FAREWELLS, FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
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
            ByteBuffer refusal = entrance.enter(address, closing);
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

    private void turnAway(SocketChannel channel, ByteBuffer refusal) throws IOException {
        refused.incrementAndGet();
        if (!farewells.tryAcquire()) {
            channel.close();
            return;
        }
        ScheduledFuture<?> unused =
                timer.schedule(() -> closeQuietly(channel), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        // What it has sent is read, since closing would otherwise destroy what it has yet to read.
        Thread unusedReader = Thread.startVirtualThread(() -> {
            dropInput(channel);
            closeQuietly(channel);
            farewells.release();
        });
        // An empty send buffer takes one line at once, so this cannot block.
        channel.write(refusal);
        channel.shutdownOutput();
    }

    /** Reads up to the end, or until the timer closes the connection. */
    private void dropInput(SocketChannel channel) {
        ByteBuffer ignored = ByteBuffer.allocate(IGNORED_BYTES);
        try {
            while (channel.read(ignored.clear()) >= 0) {
                Pause.letOthersRun(timer);
            }
        } catch (IOException ended) {
            // By the client, or because its time is over.
            return;
        } catch (InterruptedException serverGone) {
            Thread.currentThread().interrupt();
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

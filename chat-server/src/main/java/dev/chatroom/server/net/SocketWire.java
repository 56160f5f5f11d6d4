package dev.chatroom.server.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;

/** A {@link Wire} on a TCP socket. */
public final class SocketWire implements Wire {
    /** What the kernel may hold for a client that does not read. Unbounded, many of them could take all its memory. */
    private static final int SEND_BUFFER = 64 * 1024;

    /** A peer that has vanished without closing is noticed after about two minutes: 60 s, then 6 probes 10 s apart. */
    private static final int KEEPALIVE_IDLE_SECONDS = 60;

    private static final int KEEPALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEPALIVE_PROBES = 6;

    private final SocketChannel channel;

    /** Whether the other side has closed its direction. Written by the reader. */
    private volatile boolean inputEnded;

    /** One write at a time, so that neither bytes nor what is noted of them mix. */
    private final ReentrantLock writing = new ReentrantLock();

    /** Written under {@code writing}. */
    private volatile long stuckSince;

    /** Takes over an accepted channel. */
    public SocketWire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        takeUrgentDataInline(channel);
        if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
            channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
            channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
        }
    }

    /**
     * Telnet sends its data mark as urgent data; without this the JDK drops that byte out of the middle of a command.
     * The option has no name in the API. Looking for it costs less than the socket that {@link SocketChannel#socket}
     * would keep for each connection.
     */
    private static void takeUrgentDataInline(SocketChannel channel) throws IOException {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals("SO_OOBINLINE") && option.type() == Boolean.class) {
                setTrue(channel, option);
                return;
            }
        }
        channel.socket().setOOBInline(true);
    }

    @SuppressWarnings("unchecked") // its type has been looked at
    private static void setTrue(SocketChannel channel, SocketOption<?> option) throws IOException {
        channel.setOption((SocketOption<Boolean>) option, true);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = channel.read(into);
        if (read < 0) {
            inputEnded = true;
        }
        return read;
    }

    /** On a virtual thread this changes a field of the channel and nothing in the kernel. */
    @Override
    public int readNow(ByteBuffer into) throws IOException {
        channel.configureBlocking(false);
        try {
            return read(into);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** By a stream that is let go of: {@link SocketChannel#socket} would keep 96 bytes for each connection. */
    @Override
    public boolean hasUnread() {
        try {
            return Channels.newInputStream(channel).available() > 0;
        } catch (IOException goneAlready) {
            return false;
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        writing.lock();
        try {
            while (from.hasRemaining()) {
                stuckSince = System.nanoTime() | 1;
                channel.write(from);
            }
            stuckSince = 0;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public long stuckSince() {
        return stuckSince;
    }

    @Override
    public void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException alreadyGone) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            if (!inputEnded && channel.isOpen()) {
                // A reset: what is still unsent goes away with the connection, and a client that would only notice at
                // its next line that nobody listens (such as nc) ends now.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException nothingLeftToClose) {
            // The descriptor is released all the same, and nobody waits for this connection any more.
        }
    }
}

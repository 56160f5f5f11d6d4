package dev.chatroom.server.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A socket that does as it likes. What it does may fail at any moment since the server may have ended it. */
final class RudeClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    private RudeClient(Socket socket) {
        this.socket = socket;
    }

    static RudeClient connect(InetSocketAddress server) {
        return connect(server, 0);
    }

    /** A client whose kernel holds so many bytes for it; 0 for as many as is usual. */
    static RudeClient connect(InetSocketAddress server, int receiveBuffer) {
        return connect(server, server.getAddress(), receiveBuffer);
    }

    /** The same from this address of the machine. */
    static RudeClient connect(InetSocketAddress server, InetAddress from, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(from, 0));
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            return connect(socket, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client with this address of its own. */
    static RudeClient connectFrom(String own, InetSocketAddress server) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(own, 0));
            return connect(socket, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RudeClient connect(Socket socket, InetSocketAddress server) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(server, (int) PATIENCE.toMillis());
        return new RudeClient(socket);
    }

    /** Whether the connection still took it. */
    boolean write(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    boolean write(String text) {
        return write(text.getBytes(UTF_8));
    }

    /** One byte, or -1 at the end of the connection, in good order or not. */
    int read() {
        try {
            return socket.getInputStream().read();
        } catch (IOException ended) {
            return -1;
        }
    }

    /** How many bytes were put into the buffer, or -1 at the end of the connection, in good order or not. */
    int read(byte[] buffer) {
        try {
            return socket.getInputStream().read(buffer);
        } catch (IOException ended) {
            return -1;
        }
    }

    /** Reads at least up to these words, which are ASCII; false if the connection ends before. */
    boolean readUpTo(String words) {
        byte[] buffer = new byte[8 * 1024];
        String last = "";
        try {
            while (!last.contains(words)) {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return false;
                }
                last = last.substring(Math.max(0, last.length() - words.length()))
                        + new String(buffer, 0, count, ISO_8859_1);
            }
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** Reads to the end of the connection; fails if it does not come. */
    void awaitEnd() {
        byte[] buffer = new byte[8 * 1024];
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the server goes on");
                }
            }
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("the server does not end the connection", silent);
        } catch (IOException reset) {
            // That is an end too.
            return;
        }
    }

    /** All that comes up to the end of the connection, which must be one in good order. */
    String readToGoodEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException reset) {
            throw new AssertionError("the connection does not end in good order", reset);
        }
    }

    /** Reads to the end of the connection, however it ends. */
    void readAll() {
        byte[] buffer = new byte[8 * 1024];
        while (read(buffer) >= 0) {
            // Somebody may be interested in it.
        }
    }

    void halfClose() {
        try {
            socket.shutdownOutput();
        } catch (IOException ended) {
            close();
        }
    }

    /** Is gone from one moment to the next: the server gets a TCP reset. */
    void vanish() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException ended) {
            // Then it is gone already.
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

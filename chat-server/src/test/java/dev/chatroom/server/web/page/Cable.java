package dev.chatroom.server.web.page;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Passes on what goes over connections, until it is cut; new connections go through again. It may hold the answers back, or be unplugged. */
final class Cable implements AutoCloseable {
    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final Semaphore answers = new Semaphore(1);
    private volatile boolean unplugged;

    Cable(InetSocketAddress server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Lets nothing come from the server for now. */
    void holdAnswers() {
        answers.acquireUninterruptibly();
    }

    /** Lets through what was held back, if its connection is still there. */
    void letAnswersThrough() {
        answers.release();
    }

    /** Ends all connections at once. */
    void cut() {
        for (Socket socket : sockets) {
            end(socket);
        }
    }

    /** Ends all connections, and each that comes, until it is plugged in again. */
    void unplug() {
        unplugged = true;
        cut();
    }

    void plugIn() {
        unplugged = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (unplugged) {
                    client.close();
                    continue;
                }
                Socket behind = new Socket(server.getAddress(), server.getPort());
                sockets.add(client);
                sockets.add(behind);
                OutputStream toServer = behind.getOutputStream();
                OutputStream toClient = new Held(client.getOutputStream());
                Thread.startVirtualThread(() -> pass(client, behind, toServer));
                Thread.startVirtualThread(() -> pass(behind, client, toClient));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, OutputStream into) {
        try (from; to) {
            long unused = from.getInputStream().transferTo(into);
        } catch (IOException cut) {
            // Both ends go with it.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private final class Held extends FilterOutputStream {
        Held(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            answers.acquireUninterruptibly();
            answers.release();
            out.write(bytes, offset, length);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}

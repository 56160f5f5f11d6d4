package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** Sends each line to all other connections, and makes mistakes: now and then a line is lost, doubled, or swapped with the next. */
final class FaultyRelay implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final int every;
    private long deliveries;

    /** Mistakes made so far. */
    int lost;

    int doubled;
    int swapped;

    /** Makes a mistake of each kind once in so many deliveries; never if 0. It does not greet. */
    FaultyRelay(int every) throws IOException {
        this.every = every;
        Thread.startVirtualThread(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> relay(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void relay(Socket from) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(from.getInputStream(), US_ASCII))) {
            List<String> pair = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean probe = Mark.sequence(line.getBytes(US_ASCII), 0) == Reception.PROBE;
                pair.add(line);
                // In pairs, so that there is a next one to be swapped with; what has none waits for it, or is a probe.
                if (probe || pair.size() == 2) {
                    lock.lock();
                    try {
                        deliver(pair, from, !probe && every > 0);
                    } finally {
                        lock.unlock();
                    }
                    pair.clear();
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void deliver(List<String> lines, Socket from, boolean mistakes) throws IOException {
        for (Socket socket : sockets) {
            if (!socket.equals(from)) {
                List<String> written = new ArrayList<>(lines);
                deliveries++;
                if (mistakes && deliveries % every == 0) {
                    mistake(written);
                }
                OutputStream out = socket.getOutputStream();
                out.write((String.join("\n", written) + "\n").getBytes(US_ASCII));
            }
        }
    }

    private void mistake(List<String> lines) {
        switch ((int) (deliveries / every % 3)) {
            case 0 -> {
                lines.removeFirst();
                lost++;
            }
            case 1 -> {
                lines.addFirst(lines.getFirst());
                doubled++;
            }
            default -> {
                lines.addLast(lines.removeFirst());
                swapped++;
            }
        }
    }
}

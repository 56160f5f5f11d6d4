package dev.chatroom.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.bench.load.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody in the room who asks a question every 50 milliseconds and notes how long the slowest answer takes. The first does
 * not count: a client that speaks before it is greeted waits a quarter of a second, because it may be a script. At least one counts.
 */
final class LatencyProbe implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final Thread asking = Thread.ofPlatform().name("bench-bystander").daemon().unstarted(this::askAll);
    private final AtomicBoolean done = new AtomicBoolean();

    /** Owned by the asking thread until that has ended. */
    private long slowest;

    private boolean answered = true;

    LatencyProbe(InetSocketAddress server) throws IOException {
        socket.connect(server);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        asking.start();
    }

    /** Asks no more. For any thread. */
    void stop() {
        done.set(true);
    }

    /** Asks no more, and returns how many microseconds the slowest answer took; -1 if one did not come. */
    long slowest() throws InterruptedException {
        stop();
        asking.join();
        return answered ? slowest : -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void askAll() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            answered = ask(in);
            while (answered && (slowest == 0 || !done.get())) {
                LockSupport.parkNanos(PAUSE_NANOS);
                Stopwatch clock = new Stopwatch();
                answered = ask(in);
                slowest = Math.max(slowest, clock.micros());
            }
        } catch (IOException gone) {
            answered = false;
        }
    }

    /** Whether there was an answer. */
    private boolean ask(BufferedReader in) throws IOException {
        socket.getOutputStream().write("/topic\n".getBytes(UTF_8));
        String line = in.readLine();
        while (line != null && !line.contains("topic is")) {
            line = in.readLine();
        }
        return line != null;
    }
}

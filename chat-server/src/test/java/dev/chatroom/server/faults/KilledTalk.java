package dev.chatroom.server.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chatroom.server.irc.message.Tags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some write at full speed and one reads, until the server is killed. The writers read nothing, and the reader may pause for as long
 * as its process has no time: so the server needs a long {@code --stall-timeout}.
 */
final class KilledTalk implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final Pattern SAID = Pattern.compile("@msgid=([^; ]+)\\S* \\S+ PRIVMSG #lobby :(.*)");

    /** What the reader was sent. */
    record Said(long id, String text) {}

    private final ServerProcess server;
    private final Socket reading = new Socket();
    private final List<Thread> threads = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /** A permit for each line that a writer has sent. */
    private final Semaphore written = new Semaphore(0);

    /** Guarded by the lock. */
    private final List<Said> read = new ArrayList<>();

    /** Whether nothing more comes; guarded by the lock. */
    private boolean over;

    /** @param mark what each line begins with */
    KilledTalk(ServerProcess server, String mark) throws IOException {
        this.server = server;
        reading.connect(server.address());
        say(reading, "CAP REQ :message-tags\r\nNICK reader" + mark + "\r\nUSER r 0 * :r\r\nCAP END\r\nJOIN #lobby\r\n");
        BufferedReader in = new BufferedReader(new InputStreamReader(reading.getInputStream(), UTF_8));
        await(in, " 366 ");
        for (int i = 0; i < WRITERS; i++) {
            String begin = mark + i + "-";
            threads.add(Thread.startVirtualThread(() -> write(server.address(), begin)));
        }
        threads.add(Thread.startVirtualThread(() -> readOn(in)));
    }

    /** Waits until so many lines have been read; returns all that have been. */
    @CanIgnoreReturnValue
    List<Said> awaitRead(int count) throws InterruptedException {
        lock.lock();
        try {
            while (read.size() < count) {
                refuseEnd();
                more.await();
            }
            return List.copyOf(read);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a later line has been read than this one; returns all that have been. */
    List<Said> awaitReadTo(long id) throws InterruptedException {
        lock.lock();
        try {
            while (read.isEmpty() || read.getLast().id() <= id) {
                refuseEnd();
                more.await();
            }
            return List.copyOf(read);
        } finally {
            lock.unlock();
        }
    }

    private void refuseEnd() {
        assertThat(over).as("the reader's connection has ended, after %d lines", read.size()).isFalse();
    }

    /** Waits until so many lines more have been sent, or until so much waits in the server that the writers have to. */
    void letWriteMore(int lines) throws InterruptedException {
        written.drainPermits();
        boolean unused = written.tryAcquire(lines, 1, TimeUnit.SECONDS);
    }

    /** Kills the server; returns all that has been read. */
    List<Said> kill() throws InterruptedException {
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        return awaitRead(0);
    }

    private static void await(BufferedReader in, String part) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("the server ended before" + part);
    }

    /** The last line may have come in part. */
    private void readOn(BufferedReader in) {
        try {
            String before = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher said = before == null ? SAID.matcher("") : SAID.matcher(before);
                if (said.matches()) {
                    add(new Said(Tags.eventId(said.group(1)), said.group(2)));
                }
                before = line;
            }
        } catch (IOException killed) {
            // As it should be.
        } finally {
            end();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Said said) {
        lock.lock();
        try {
            read.add(said);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(InetSocketAddress server, String begin) {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.shutdownInput();
            for (int i = 0; true; i++) {
                say(socket, begin + i + "\n");
                written.release();
            }
        } catch (IOException killed) {
            // As it should be.
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(UTF_8));
    }

    @Override
    public void close() throws IOException {
        reading.close();
    }
}

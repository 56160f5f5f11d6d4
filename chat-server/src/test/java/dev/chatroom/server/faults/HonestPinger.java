package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * An IRC client that sends a PING at a steady pace, whether or not the one before has been answered, and measures how long
 * each answer takes from the moment at which its PING was due.
 */
final class HonestPinger implements AutoCloseable {
    /** Fewer than a client may ask for in a second. */
    private static final long PACE_NANOS = 25_000_000;

    private final ChatClient client;
    private final Latencies latencies = new Latencies();
    private final Thread reader = Thread.ofPlatform().name("pinger").daemon().unstarted(this::read);

    HonestPinger(InetSocketAddress server) {
        client = ChatClient.connect(server);
        client.sendText("NICK honest\r\nUSER h 0 * :h\r\nPING :ready\r\n");
        client.expectEnd(":ready");
    }

    /** Sends for so long, and waits for the answers. To be called once. */
    Latencies ping(Duration length) throws InterruptedException {
        reader.start();
        long due = System.nanoTime();
        long number = length.toNanos() / PACE_NANOS;
        for (int i = 0; i < number; i++, due += PACE_NANOS) {
            LockSupport.parkNanos(due - System.nanoTime());
            client.sendText("PING :" + due + "\r\n");
        }
        client.sendText("PING :last\r\n");
        reader.join();
        assertThat(latencies.count()).as("PINGs answered").isEqualTo(number);
        return latencies;
    }

    private void read() {
        for (String read = client.next(); !read.endsWith(":last"); read = client.next()) {
            if (read.contains(" PONG ")) {
                latencies.add(System.nanoTime() - Long.parseLong(read.substring(read.lastIndexOf(':') + 1)));
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

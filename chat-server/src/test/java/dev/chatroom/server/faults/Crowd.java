package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatServer;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Rude clients that are there at the same time. */
final class Crowd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_NANOS = 1_000_000;
    private static final int SMALL_BUFFER = 2 * 1024;

    private final ChatServer server;
    private final int connectionsBefore;
    private final List<RudeClient> clients;

    private Crowd(RunningServer server, int size, int receiveBuffer) {
        this.server = server.server();
        this.connectionsBefore = this.server.connections();
        this.clients = Stream.generate(() -> RudeClient.connect(server.address(), receiveBuffer)).limit(size).toList();
        awaitConnections(connectionsBefore + size);
    }

    static Crowd of(RunningServer server, int size) {
        return new Crowd(server, size, 0);
    }

    /** Of clients that take little before they have to read. */
    static Crowd withSmallBuffers(RunningServer server, int size) {
        return new Crowd(server, size, SMALL_BUFFER);
    }

    List<RudeClient> clients() {
        return clients;
    }

    /** Waits until the server has ended all of them by itself. */
    void awaitGone() {
        awaitConnections(connectionsBefore);
    }

    /** The same, while people talk. */
    void awaitGone(HonestRoom beside) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.connections() > connectionsBefore) {
            assertThat(System.nanoTime()).as("waiting for %d connections, there are %d",
                    connectionsBefore, server.connections()).isLessThan(deadline);
            beside.hear(10);
        }
    }

    @Override
    public void close() {
        clients.forEach(RudeClient::close);
    }

    private void awaitConnections(int number) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.connections() != number) {
            assertThat(System.nanoTime()).as("waiting for %d connections, there are %d", number, server.connections())
                    .isLessThan(deadline);
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }
}

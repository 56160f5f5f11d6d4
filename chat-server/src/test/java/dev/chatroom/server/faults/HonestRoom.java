package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * People who talk all the time. Whatever happens beside them, each must hear every line of the others once, in order,
 * and within {@link #LATEST}. For one thread.
 */
final class HonestRoom implements AutoCloseable {
    /** Far more than any of it takes; a server that stands still takes longer. Thousands at once take their share. */
    static final Duration LATEST = Extent.of(Duration.ofSeconds(5), Duration.ofSeconds(15));

    private static final Duration PACE = Extent.of(Duration.ofMillis(4), Duration.ofMillis(10));
    private static final Set<String> NAMES = new TreeSet<>(Set.of("honest-1", "honest-2", "honest-3"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long GLANCE_NANOS = 1_000_000;

    private final List<ChatClient> clients = new ArrayList<>();
    private final List<HonestPerson> people = new ArrayList<>();
    private final List<Future<?>> conversation = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("honest-", 1).factory());

    private HonestRoom() {}

    /** Everyone is there before anyone talks. */
    static HonestRoom open(InetSocketAddress server) {
        return open(server, PACE);
    }

    /** The same with so much time between two lines of one of them. */
    static HonestRoom open(InetSocketAddress server, Duration pace) {
        HonestRoom room = new HonestRoom();
        for (String name : NAMES) {
            Set<String> others = new HashSet<>(NAMES);
            others.remove(name);
            ChatClient client = ChatClient.connect(server);
            room.clients.add(client);
            client.send("/nick " + name);
            client.expect("* you are now " + name);
            room.people.add(new HonestPerson(client, others, pace));
        }
        for (HonestPerson person : room.people) {
            room.conversation.add(room.threads.submit(person::listen));
        }
        for (HonestPerson person : room.people) {
            room.conversation.add(room.threads.submit(person::talk));
        }
        return room;
    }

    /** Waits until everyone has heard so many more lines of everyone else. */
    void hear(int more) throws InterruptedException {
        long wanted = heard() + more;
        long began = System.nanoTime();
        while (heard() < wanted) {
            failIfSomebodyFailed();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("the time until honest people have heard %d more lines, of which %d are missing",
                            more, wanted - heard())
                    .isLessThan(PATIENCE.plusMillis(more * 20L));
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    /** How long lines took since this was asked last; fails if one took too long. */
    Latencies takeLatencies() {
        Latencies all = new Latencies();
        for (HonestPerson person : people) {
            all.add(person.takeLatencies());
        }
        assertThat(all.slowest()).as("the time that the slowest line took").isLessThan(LATEST);
        return all;
    }

    /** Everyone says a last line, and all of them arrive. */
    void finish() throws InterruptedException {
        people.forEach(HonestPerson::stop);
        for (Future<?> part : conversation) {
            try {
                part.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("an honest person was disturbed: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        people.forEach(HonestPerson::stop);
        clients.forEach(ChatClient::close);
        threads.shutdown();
    }

    private long heard() {
        return people.stream().mapToLong(HonestPerson::heard).min().orElseThrow();
    }

    private void failIfSomebodyFailed() {
        for (Future<?> part : conversation) {
            if (part.state() == Future.State.FAILED) {
                throw new AssertionError("an honest person was disturbed", part.exceptionNow());
            }
        }
    }
}

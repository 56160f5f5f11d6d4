package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.faults.WorstClient.End;
import dev.chatroom.server.tls.TlsClients;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The server lets in as many as its heap holds if each does its worst, by decision 010. {@code -Dmemory.clients=64} measures
 * what so many take, of one address, or of one each with {@code -Dmemory.addresses=many}, at {@code -Dmemory.heap=512}
 * megabytes.
 */
@Tag("launcher")
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "chatroom.launcher", matches = ".+", disabledReason = "the launcher is packaged first")
class WorstClientsTest {
    private static final int HEAP = Integer.getInteger("memory.heap", 64);
    private static final int CLIENTS = Integer.getInteger("memory.clients", 0);
    private static final boolean MANY_ADDRESSES = "many".equals(System.getProperty("memory.addresses"));

    /** The number of rooms is bounded, so others go to rooms that are there. */
    private static final int WITH_ROOMS_OF_THEIR_OWN = 200;

    /** As the plan of the heap reckons. */
    private static final long EACH = 60 * 1024;

    private static final long ROOMS = 4_096;
    private static final long EACH_ROOM = 4 * 1024;
    private static final long EACH_WITH_TLS = 44 * 1024;

    private static final List<End> ENDS = List.of(End.values());
    private static final int LINES = 20;
    private static final long PROGRAM = 10L << 20;

    /** As many as a heap lets in, none more, and there is space for them. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aHeapThatIsFullOfTheWorstGoesOnServing() throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "-Xmx" + HEAP + "m", "--stall-timeout", "1h",
                "--ping-timeout", "1h");
                ChatClient ann = ChatClient.connect(server.address());
                ChatClient bob = ChatClient.connect(server.address())) {
            List<WorstClient> all = comeIn(server, Integer.MAX_VALUE, HEAP / 64 + 1);
            assertThat(all.size()).as("clients let in").isGreaterThan(10);
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).end(ENDS.get(i % ENDS.size()))).isTrue();
            }
            expectHearing(ann, bob);
            long alive = server.liveHeap();
            report(all.size(), alive);
            assertThat(alive).as("bytes of heap alive with %d clients", all.size())
                    .isLessThan(PROGRAM + ((long) HEAP << 20) * 5 / 16 + planned(all.size()));
            expectHearing(ann, bob);
            all.forEach(WorstClient::close);
            assertThat(server.terminate()).isZero();
            assertThat(server.lastWords()).as("what it had to say").noneMatch(line -> line.contains("Memory"));
        }
    }

    /** What each costs besides what people said and lists, which have little here; once for each way to end. */
    @Test
    @EnabledIfSystemProperty(named = "memory.clients", matches = "\\d+",
            disabledReason = "-Dmemory.clients=64 asks for it")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void oneClientCostsWhatIsReckoned() throws Exception {
        for (End end : End.values()) {
            try (ServerProcess server =
                    ServerProcess.start("exec \"$@\"", "-Xmx" + HEAP + "m", "--max-connections", "0",
                            "--memory-share", "1", "--stall-timeout", "1h", "--ping-timeout", "1h")) {
                server.expectServing();
                long before = server.liveHeap();
                List<WorstClient> all = comeIn(server, CLIENTS, 0);
                long idle = server.liveHeap() - before;
                all.forEach(client -> assertThat(client.end(end)).isTrue());
                server.expectServing();
                long most = server.liveHeap() - before;
                System.out.printf("%s, %d clients, -Xmx%dm: %.1f MB, %.1f kB each; %.1f kB each before%n",
                        end, all.size(), HEAP, most / 1e6, most / 1e3 / all.size(), idle / 1e3 / all.size());
                all.forEach(WorstClient::close);
                assertThat(all).hasSize(CLIENTS);
                assertThat(most).isLessThan(((long) HEAP << 20) / 80 + planned(CLIENTS));
            }
        }
    }

    /** A record whose last byte has not come; they are ended ten seconds later. */
    @Test
    @EnabledIfSystemProperty(named = "memory.clients", matches = "\\d+",
            disabledReason = "-Dmemory.clients=64 asks for it")
    void aHandshakeThatHasBegunCostsWhatIsReckoned() throws Exception {
        byte[] record = new byte[5 + (1 << 14)];
        System.arraycopy(HexFormat.of().parseHex("16030140000100"), 0, record, 0, 7);
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "-Xmx" + HEAP + "m", "--tls-self-signed",
                "--max-connections", "0")) {
            try (ChatClient ann = TlsClients.enter(server.address(), "ann")) {
                ann.send("/quit");
            }
            long before = server.liveHeap();
            List<RudeClient> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RudeClient client = RudeClient.connect(server.address());
                all.add(client);
                assertThat(client.write(Arrays.copyOf(record, record.length - 1))).isTrue();
            }
            long most = server.liveHeap() - before;
            System.out.printf("%d handshakes begun: %.1f kB each%n", CLIENTS, most / 1e3 / CLIENTS);
            assertThat(most / CLIENTS).isLessThan(EACH + EACH_WITH_TLS);
            all.forEach(RudeClient::awaitEnd);
        }
    }

    /** Within the patience of a client: thousands have just asked for hundreds of answers each. */
    private static void expectHearing(ChatClient ann, ChatClient bob) {
        for (int i = 0; i < LINES; i++) {
            long said = System.nanoTime();
            ann.send("line " + i + " at " + said);
            bob.expectEnd("line " + i + " at " + said);
        }
    }

    /** Each that has rooms of its own speaks in them so many times, before others come who would have to read it. */
    private static List<WorstClient> comeIn(ServerProcess server, int most, int times) throws Exception {
        List<WorstClient> all = new ArrayList<>();
        boolean more = true;
        while (more && all.size() < most) {
            int number = all.size();
            InetAddress from = InetAddress.getByName(
                    MANY_ADDRESSES ? "127.1.%d.%d".formatted(number / 200 + 1, number % 200 + 1) : "127.0.0.1");
            Optional<WorstClient> next =
                    WorstClient.connect(server.address(), from, number, number % WITH_ROOMS_OF_THEIR_OWN);
            next.ifPresent(all::add);
            for (int i = 0; i < times && next.isPresent() && number < WITH_ROOMS_OF_THEIR_OWN; i++) {
                assertThat(next.get().speak()).isTrue();
            }
            more = next.isPresent();
        }
        return all;
    }

    private static long planned(int clients) {
        return clients * EACH + Math.min(clients * 20L, ROOMS) * EACH_ROOM;
    }

    private static void report(int clients, long alive) {
        if (System.getProperty("memory") != null || CLIENTS > 0) {
            System.out.printf("-Xmx%dm admits %d of the worst: %.1f MB alive%n", HEAP, clients, alive / 1e6);
        }
    }
}

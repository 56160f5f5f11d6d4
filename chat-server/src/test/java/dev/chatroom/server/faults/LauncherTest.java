package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What goes wrong on the machine, done to the program as people start it. */
@Tag("launcher")
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "chatroom.launcher", matches = ".+", disabledReason = "the launcher is packaged first")
class LauncherTest {
    private static final int DESCRIPTORS = 64;
    private static final int SMALL_BUFFER = 2 * 1024;
    private static final long GLANCE_NANOS = 5_000_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @Test
    void descriptorsRunOutAndComeBack() throws Exception {
        try (ServerProcess server = ServerProcess.start("ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "");
                HonestRoom room = HonestRoom.open(server.address())) {
            room.hear(20);
            long before = server.openDescriptors();

            List<RudeClient> crowd = connect(server, Extent.of(3, 10) * DESCRIPTORS);
            awaitDescriptors(server, DESCRIPTORS, Long.MAX_VALUE);
            room.hear(20);
            crowd.forEach(RudeClient::vanish);

            awaitDescriptors(server, 0, before);
            server.expectServing();
            room.hear(20);
            room.takeLatencies();
            room.finish();
            assertThat(server.terminate()).isZero();
            assertThat(server.lastWords()).filteredOn(line -> line.contains("cannot accept connections"))
                    .as("how often it is logged").hasSize(1);
        }
    }

    @Test
    void theDiskOnWhichItLogsIsFull() throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\" 2>/dev/full", "", "-v");
                HonestRoom room = HonestRoom.open(server.address())) {
            connect(server, Extent.of(100, 2_000)).forEach(RudeClient::vanish);
            room.hear(20);
            server.expectServing();
            room.takeLatencies();
            room.finish();
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "faults.long", matches = "true")
    void thereIsLittleMemoryForManyRooms() throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "-Xmx32m")) {
            List<RudeClient> crowd = connect(server, 600);
            for (int i = 0; i < crowd.size(); i++) {
                for (int k = 0; k < 10; k++) {
                    crowd.get(i).write("/join room-%d-%d%n".formatted(i, k));
                }
            }
            crowd.forEach(RudeClient::halfClose);
            crowd.forEach(RudeClient::awaitEnd);
            crowd.forEach(RudeClient::close);
            server.expectServing();
            assertThat(server.terminate()).isZero();
            assertThat(server.lastWords()).as("what it had to say").hasSize(1);
        }
    }

    @Test
    void memoryRunsOut() throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "-Xmx24m")) {
            List<RudeClient> crowd = connectAsLongAsItCan(server, 3_000);
            crowd.forEach(client -> client.write("x".repeat(4_000)));
            boolean ended = server.endsSoon();
            crowd.forEach(RudeClient::vanish);

            if (ended) {
                assertThat(server.status()).isNotZero();
                assertThat(server.lastWords()).singleElement().asString().containsIgnoringCase("memory");
            } else {
                server.expectServingSoon();
                assertThat(server.terminate()).isZero();
            }
        }
    }

    @Test
    void thoseWhoNeverReadDoNotUseUpTheMemoryToWriteFrom() throws Exception {
        try (ServerProcess server =
                ServerProcess.start("exec \"$@\"", "-Xmx64m -XX:MaxDirectMemorySize=8m", "--max-connections", "500");
                HonestRoom room = HonestRoom.open(server.address())) {
            List<RudeClient> stuck = connect(server, 400, SMALL_BUFFER);
            stuck.forEach(client -> client.write("\n"));
            room.hear(600);
            server.expectServing();
            room.takeLatencies();
            room.finish();
            stuck.forEach(RudeClient::vanish);
            server.expectServing();
            assertThat(server.terminate()).isZero();
            assertThat(server.lastWords()).as("what it had to say").hasSize(1);
        }
    }

    /** The time for the warning begins anew, so it is not there at once, and neither is the end. */
    @Test
    void whoWasSilentWhileTheProcessStoodStillHasTheirTimeAgain() throws Exception {
        Duration silence = Duration.ofMillis(1_600);
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "", "--idle-timeout", "2s");
                ChatClient ann = ChatClient.connect(server.address())) {
            ann.expectStart("* type a line");
            ann.send("/nick ann");
            ann.expect("* you are now ann");

            server.standStill(Duration.ofSeconds(3));

            long goesOn = System.nanoTime();
            ann.expectStart("* you have been silent for a long time");
            assertThat(Duration.ofNanos(System.nanoTime() - goesOn)).isGreaterThanOrEqualTo(silence);
            ann.expect("* you were silent for 2 seconds; goodbye");
            assertThat(server.terminate()).isZero();
        }
    }

    /** Silent, in a line, behind it, as an IRC client, one after the other; some of them have not been accepted yet. */
    @Test
    void itIsToldToEndWhileManyAreJustComing() throws Exception {
        String[] words = {"", "/nick so", "/nick soon\n", "NICK ann\r\nUSER ann 0 * :Ann\r\nJOIN #lobby\r\n"};
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "")) {
            List<RudeClient> crowd = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                RudeClient client = RudeClient.connect(server.address());
                crowd.add(client);
                client.write(words[i % words.length]);
            }
            assertThat(server.terminate()).isZero();
            assertThat(crowd).allSatisfy(
                    client -> assertThat(client.readToGoodEnd()).containsAnyOf("* the server is shutting down; goodbye",
                            "(Server shutting down)"));
            crowd.forEach(RudeClient::close);
        }
    }

    private static List<RudeClient> connect(ServerProcess server, int number) {
        return connect(server, number, 0);
    }

    private static List<RudeClient> connect(ServerProcess server, int number, int receiveBuffer) {
        return Stream.generate(() -> RudeClient.connect(server.address(), receiveBuffer)).limit(number).toList();
    }

    private static List<RudeClient> connectAsLongAsItCan(ServerProcess server, int number) {
        List<RudeClient> crowd = new ArrayList<>();
        try {
            while (crowd.size() < number) {
                crowd.add(RudeClient.connect(server.address()));
            }
        } catch (UncheckedIOException gone) {
            assertThat(crowd).as("those who came in before the server ended").isNotEmpty();
        }
        return crowd;
    }

    private static void awaitDescriptors(ServerProcess server, long least, long most) throws IOException {
        long began = System.nanoTime();
        for (long open = server.openDescriptors(); open < least || open > most; open = server.openDescriptors()) {
            assertThat(System.nanoTime() - began).as("nanoseconds for %d to %d descriptors, of which %d are open",
                    least, most, open).isLessThan(PATIENCE_NANOS);
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }
}

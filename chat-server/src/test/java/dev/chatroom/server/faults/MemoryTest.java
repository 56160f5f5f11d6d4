package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.faults.MemoryAttack.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What one address can make a server keep, whatever it does within the limits, leaves the heap as it was meant to be, and
 * honest people theirs. In every build each attack has ten seconds, so it goes twelve times as fast as the rate allows.
 * {@code -Dmemory=PT30M} does each for so long at the pace of one who keeps to the rate, at {@code -Dmemory.heap=64}
 * megabytes or more, and compares what lines take with what they took in quiet; {@code -Dmemory.attack=EMPTY_TAGS} does
 * only that.
 */
@Tag("launcher")
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "chatroom.launcher", matches = ".+", disabledReason = "the launcher is packaged first")
class MemoryTest {
    private static final boolean LONG = System.getProperty("memory") != null;
    private static final Duration LENGTH = Duration.parse(System.getProperty("memory", "PT10S"));
    private static final Duration PACE =
            Duration.parse(System.getProperty("memory.pace", LONG ? "PT0.5S" : "PT0.04S"));
    private static final int HEAP = Integer.getInteger("memory.heap", 64);
    private static final int PEOPLE = 60;
    private static final int SHOWN = 20;

    /** Lines for the compiler. */
    private static final int WARM_UP = LONG ? 5_000 : 500;

    /** Half a minute. */
    private static final int QUIET = 7_500;

    /** Classes, threads, and what is on its way, beside what people said and what connections are counted for. */
    private static final long REST = 12L << 20;

    /** A connection with its user in twenty rooms. */
    private static final long EACH = 60 * 1024;

    /** Nobody notices less. */
    private static final Duration UNNOTICED = Duration.ofMillis(20);

    static List<List<Kind>> attacks() {
        String wanted = System.getProperty("memory.attack");
        if (wanted != null) {
            return List.of(Arrays.stream(wanted.split(",", -1)).map(Kind::valueOf).toList());
        }
        List<Kind> all = List.of(Kind.values());
        return LONG
                ? List.of(
                        List.of(Kind.EMPTY_TAGS), List.of(Kind.LONG_TAGS), List.of(Kind.ONE_CYRILLIC_LETTER), all)
                : List.of(List.of(Kind.ONE_CYRILLIC_LETTER), List.of(Kind.LONG_TAGS, Kind.EMPTY_TAGS), all);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void theHeapStaysWithinItsBoundsAndHonestPeopleKeepTheirHistory(List<Kind> kinds) throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "-Xmx" + HEAP + "m");
                ChatClient ann = ChatClient.connect(server.address());
                ChatClient bob = ChatClient.connect(server.address());
                HonestRoom room = HonestRoom.open(server.address())) {
            List<String> said = talkInPrivate(ann, bob);
            room.hear(WARM_UP);
            Latencies unused = room.takeLatencies();
            room.hear(LONG ? QUIET : 20);
            Latencies quiet = room.takeLatencies();
            Latencies disturbed;
            long most;
            long lines;
            try (MemoryAttack attack = new MemoryAttack(server.address(), kinds, PEOPLE, PACE)) {
                long end = System.nanoTime() + LENGTH.toNanos();
                while (System.nanoTime() < end) {
                    room.hear(20);
                }
                disturbed = room.takeLatencies();
                attack.rest();
                room.hear(20);
                most = server.liveHeap();
                lines = attack.written();
                room.hear(20);
                expectHistory(server, "tea", said);
                expectHistory(server, "lobby", List.of());
            }
            server.expectServing();
            room.finish();
            report(kinds, most, lines, quiet, disturbed);
            assertThat(most).as("bytes of heap alive while %s", kinds)
                    .isLessThan(((long) HEAP << 20) * 5 / 16 + REST + PEOPLE * EACH);
            if (LONG) {
                // A machine that builds has other work; there, all that can be told is that no line took seconds.
                assertThat(disturbed.percentile(99)).as("what 99 of 100 lines took; in quiet %s", quiet)
                        .isLessThan(max(quiet.percentile(99).multipliedBy(2), UNNOTICED));
            }
            assertThat(server.terminate()).isZero();
        }
    }

    private static List<String> talkInPrivate(ChatClient ann, ChatClient bob) {
        List<String> said = new ArrayList<>();
        goToTea(ann, "ann");
        goToTea(bob, "bob");
        for (int i = 0; i < SHOWN; i++) {
            // In turns, since what one says in one go is one message.
            String name = i % 2 == 0 ? "ann" : "bob";
            String line = "line " + i + " of a talk among friends";
            (i % 2 == 0 ? ann : bob).send(line);
            (i % 2 == 0 ? bob : ann).expectEnd(name + ": " + line);
            said.add(name + ": " + line);
        }
        return said;
    }

    /** Nobody reads for them while others talk in the lobby, and who does not read is ended. */
    private static void goToTea(ChatClient client, String name) {
        client.send("/nick " + name);
        client.expect("* you are now " + name);
        client.send("/join tea");
        client.expectStart("* you are in tea");
        client.send("/leave lobby");
        client.expectStart("* you left lobby");
    }

    /** Whoever comes into the room now is shown what was said last. */
    private static void expectHistory(ServerProcess server, String room, List<String> said) {
        try (ChatClient late = ChatClient.connect(server.address())) {
            if (!room.equals("lobby")) {
                late.expectStart("* type a line");
                late.send("/join " + room);
            }
            late.expect("* the last " + SHOWN + " messages in " + room + ":");
            said.forEach(late::expectEnd);
        }
    }

    private static void report(List<Kind> kinds, long most, long lines, Latencies quiet, Latencies disturbed) {
        if (LONG) {
            System.out.printf("%s, %s, -Xmx%dm: %,d lines, %.1f MB of heap%n  quiet: %s%n  then:  %s (factor %.1f)%n",
                    kinds, LENGTH, HEAP, lines, most / 1e6, quiet, disturbed,
                    (double) disturbed.percentile(99).toNanos() / quiet.percentile(99).toNanos());
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

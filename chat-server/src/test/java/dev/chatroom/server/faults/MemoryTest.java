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
 * megabytes or more, and compares what lines take with what they took beside as many lines of which nothing is kept;
 * {@code -Dmemory.attack=EMPTY_TAGS} does only that.
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

    /** In a long run less is enough, so that the machine has time for several. */
    private static final Duration HONEST_PACE = Duration.ofMillis(LONG ? 20 : 4);

    /** For the compiler, and then for what lines take without an attack. */
    private static final Duration BEFORE = LONG ? Duration.ofMinutes(1) : Duration.ofSeconds(1);

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
        List<Kind> all = Kind.ATTACKS;
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
                HonestRoom room = HonestRoom.open(server.address(), HONEST_PACE)) {
            List<String> said = talkInPrivate(ann, bob);
            Latencies harmless = besideHarmless(server, room);
            Latencies disturbed;
            long most;
            long lines;
            try (MemoryAttack attack = new MemoryAttack(server.address(), "mallory", kinds, PEOPLE, PACE)) {
                disturbed = hear(room, LENGTH);
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
            report(kinds, most, lines, harmless, disturbed);
            assertThat(most).as("bytes of heap alive while %s", kinds)
                    .isLessThan(((long) HEAP << 20) * 5 / 16 + REST + PEOPLE * EACH);
            if (LONG) {
                // A machine that builds has other work; there, all that can be told is that no line took seconds.
                assertThat(disturbed.percentile(99)).as("what 99 of 100 lines took; before %s", harmless)
                        .isLessThan(max(harmless.percentile(99).multipliedBy(2), UNNOTICED));
            }
            assertThat(server.terminate()).isZero();
        }
    }

    private static Latencies besideHarmless(ServerProcess server, HonestRoom room) throws InterruptedException {
        try (MemoryAttack harmless =
                new MemoryAttack(server.address(), "harmless", List.of(Kind.NOTHING_KEPT), PEOPLE, PACE)) {
            Latencies unused = hear(room, BEFORE);
            Latencies taken = hear(room, BEFORE);
            harmless.rest();
            return taken;
        }
    }

    /** What the lines of so much time took. */
    private static Latencies hear(HonestRoom room, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            room.hear(20);
        }
        return room.takeLatencies();
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

    private static void report(List<Kind> kinds, long most, long lines, Latencies harmless, Latencies disturbed) {
        if (LONG) {
            System.out.printf("%s, %s, -Xmx%dm: %,d lines, %.1f MB of heap%n  before: %s%n  then:   %s (factor %.1f)%n",
                    kinds, LENGTH, HEAP, lines, most / 1e6, harmless, disturbed,
                    (double) disturbed.percentile(99).toNanos() / harmless.percentile(99).toNanos());
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

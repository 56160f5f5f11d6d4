package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A long day: with {@code -Dsoak=PT8H} or the like, and a tenth of it more to become warm. */
@EnabledIfSystemProperty(named = "soak", matches = "P.+",
        disabledReason = "a soak takes long; -Dsoak=PT30M asks for it")
class SoakTest {
    private static final int FAREWELL_LINES = 400;
    private static final int PARTS = 10;
    private static final long SPARE_HEAP = 8L << 20;

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.stallTimeout(Duration.ofSeconds(3)));

    private final List<String> table = new ArrayList<>();

    @Test
    @Timeout(value = 7, unit = TimeUnit.DAYS)
    void afterALongDayTheServerIsWhatItWas() throws Exception {
        Duration part = Duration.parse(System.getProperty("soak")).dividedBy(PARTS);
        long seed = Long.getLong("faults.seed", System.nanoTime());
        table.add("soak, 10 x %s, -Dfaults.seed=%d".formatted(part, seed));
        table.add("part connections threads descriptors heap, KiB");
        try (HonestRoom room = HonestRoom.open(server.address());
                Visitors visitors = new Visitors(server.address(), seed)) {
            room.hear(FAREWELL_LINES);
            Census before = Census.of(server.server());
            executeBackground(part, room, visitors);
            before.awaitAgain(server.server());
            long heapBefore = note(0, room);
            long heap = heapBefore;
            for (int i = 1; i <= PARTS; i++) {
                executeBackground(part, room, visitors);
                before.awaitAgain(server.server());
                heap = note(i, room);
            }
            room.finish();
            table.add("visitors: " + visitors.done());
            assertThat(heap).as("bytes of heap in use at the end").isLessThan(heapBefore + SPARE_HEAP);
        } finally {
            table.forEach(System.out::println);
        }
    }

    /** Visitors come and go, and are all gone at the end. */
    private static void executeBackground(Duration time, HonestRoom room, Visitors visitors)
            throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            visitors.act();
            room.hear(2);
        }
        visitors.leave();
    }

    /** Returns the heap in use. */
    private long note(int part, HonestRoom room) throws InterruptedException {
        // The server's timer knows those who have left for a second longer.
        room.hear(FAREWELL_LINES);
        Census now = Census.of(server.server());
        long heap = Census.usedHeap();
        table.add("%4d %11d %7d %11d %9d   %s".formatted(
                part, now.connections(), now.threads().size(), now.descriptors(), heap >> 10, room.takeLatencies()));
        return heap;
    }
}

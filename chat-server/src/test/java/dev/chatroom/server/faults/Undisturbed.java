package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.RunningServer;
import java.time.Duration;

/** Does a fault to a server while honest people talk there. */
final class Undisturbed {
    /** For the long form: how many times as long as in quiet most lines may take, on machines with other work too. */
    private static final int FACTOR = 50;

    /** Below this nobody would notice, and a collection or another process is enough to take it. */
    private static final Duration UNNOTICED = Duration.ofMillis(200);

    private static final int WHILE_QUIET = 500;
    private static final int TO_WARM_UP = 25;

    private Undisturbed() {}

    /** What goes wrong; returns when all that the fault opened is closed or will be by the server. */
    @FunctionalInterface
    interface Fault {
        void happen(HonestRoom beside) throws Exception;
    }

    /**
     * Fails unless the honest people hear every line once, in order and soon, before, while and after the fault happens,
     * and the server then occupies what it did before.
     */
    static void by(RunningServer server, String name, Fault fault) throws Exception {
        try (HonestRoom room = HonestRoom.open(server.address())) {
            room.hear(Extent.of(TO_WARM_UP, WHILE_QUIET));
            Latencies quiet = room.takeLatencies();
            Census before = Census.of(server.server());
            fault.happen(room);
            room.hear(TO_WARM_UP);
            Latencies disturbed = room.takeLatencies();
            before.awaitAgain(server.server());
            room.finish();
            if (Extent.LONG) {
                compare(name, quiet, disturbed);
            }
        }
    }

    private static void compare(String name, Latencies quiet, Latencies disturbed) {
        long before = quiet.percentile(99).toNanos();
        long after = disturbed.percentile(99).toNanos();
        System.out.printf("%s%n  quiet: %s%n  then:  %s (factor %.1f)%n",
                name, quiet, disturbed, (double) after / before);
        assertThat(after).as("nanoseconds within which 99 of 100 lines come, after %d in quiet", before)
                .isLessThan(Math.max(FACTOR * before, UNNOTICED.toNanos()));
    }
}

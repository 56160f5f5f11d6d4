package dev.chatroom.server.faults;

import dev.chatroom.server.RunningServer;

/** Does a fault to a server while honest people talk there. */
final class Undisturbed {
    private static final int WHILE_QUIET = 500;
    private static final int TO_WARM_UP = 10;

    private Undisturbed() {}

    /** What goes wrong; returns when all that the fault opened is closed or will be by the server. */
    @FunctionalInterface
    interface Fault {
        void happen(HonestRoom beside) throws Exception;
    }

    /**
     * Fails unless the honest people hear every line once, in order and soon, before, while and after the fault happens,
     * and the server then occupies what it did before. The long form prints how much longer than in quiet lines took: on a
     * machine with other work that says more than it could assert.
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
                report(name, quiet, disturbed);
            }
        }
    }

    private static void report(String name, Latencies quiet, Latencies disturbed) {
        System.out.printf("%s%n  quiet: %s%n  then:  %s (factor %.1f)%n", name, quiet, disturbed,
                (double) disturbed.percentile(99).toNanos() / quiet.percentile(99).toNanos());
    }
}

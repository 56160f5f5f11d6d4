package dev.chatroom.server.bench;

import dev.chatroom.server.bench.load.Run;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.report.BenchReport;
import dev.chatroom.server.bench.report.Findings;
import java.io.IOException;
import java.util.OptionalLong;

/** Loads a chat server with many clients, and measures what it does. */
public final class Bench {
    private Bench() {}

    /**
     * Runs a plan from start to end, on the calling thread, and leaves nothing behind: neither connections nor the server that
     * it started, if it did.
     *
     * @throws BenchException if there was nothing to measure; says why
     * @throws InterruptedException if the thread was interrupted; the run ends at once
     */
    public static BenchReport run(BenchPlan plan, Progress progress) throws BenchException, InterruptedException {
        return new BenchReport(measure(plan, progress));
    }

    /** As {@link #run}; what was found, not yet in words. */
    static Findings measure(BenchPlan plan, Progress progress) throws BenchException, InterruptedException {
        try {
            if (plan.target().isPresent()) {
                return new Run(plan, plan.target().get(), plan.process(), progress).measure();
            }
            progress.at("starting", 0, 0);
            try (OwnServer server = OwnServer.start(plan)) {
                OptionalLong process = OptionalLong.of(server.process());
                return new Run(plan, server.address(), process, progress).measure();
            }
        } catch (IOException e) {
            throw new BenchException("cannot go on: " + e.getMessage(), e);
        }
    }
}

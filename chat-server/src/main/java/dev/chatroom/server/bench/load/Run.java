package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.plan.RoomAssignment;
import dev.chatroom.server.bench.report.Findings;
import dev.chatroom.server.bench.report.Findings.Cpu;
import dev.chatroom.server.bench.report.Findings.ServerUse;
import dev.chatroom.server.bench.report.Findings.Traffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** One run against one server, phase by phase: opening, settling, checking, warming up, measuring, draining. */
public final class Run {
    private static final long STEP_MICROS = 100_000;

    private final BenchPlan plan;
    private final InetSocketAddress target;
    private final OptionalLong process;
    private final Progress progress;
    private final Stopwatch clock = new Stopwatch();
    private final RoomAssignment seating;
    private final Mark mark;
    private final Speakers speakers;
    private final Ledger ledger;
    private final SendWindows windows;
    private final Reception reception;

    /** What was used up to a time. */
    private record Usage(long at, Optional<ProcessUse> server, Optional<ProcessUse> generator) {}

    /**
     * Prepares a run.
     *
     * @param target the server, whatever the plan says
     * @param process the server's process, to read its use of processor and memory; empty if that is not to be known
     */
    public Run(BenchPlan plan, InetSocketAddress target, OptionalLong process, Progress progress) {
        this.plan = plan;
        this.target = target;
        this.process = process;
        this.progress = progress;
        this.seating = new RoomAssignment(plan.clients(), plan.idle() ? 0 : plan.senders(), plan.rooms());
        this.mark = Mark.random(RandomGenerator.getDefault());
        this.speakers = new Speakers(plan, seating, mark);
        this.ledger = new Ledger(seating);
        this.windows = new SendWindows(seating, plan.window(), ledger);
        this.reception = new Reception(ledger, windows);
    }

    /**
     * Measures once, on the calling thread, and leaves no connection behind.
     *
     * @throws BenchException if there was nothing to measure; says why
     * @throws InterruptedException if the thread was interrupted; the run ends at once
     */
    public Findings measure() throws IOException, BenchException, InterruptedException {
        return measure(() -> {
        });
    }

    /** As {@link #measure()}; runs something when all connections are open and have settled. */
    public Findings measure(Runnable whenSettled) throws IOException, BenchException, InterruptedException {
        OptionalLong heapBefore = plan.idle() ? heap() : OptionalLong.empty();
        Usage before = usage();
        if (process.isPresent() && before.server().isEmpty()) {
            throw new BenchException("there is no process %d to watch".formatted(process.getAsLong()));
        }
        try (EventLoop loop = new EventLoop(clock, speakers, reception)) {
            long start = clock.micros();
            loop.run(
                    new Opening(loop, target, speakers.atOnce(), plan.clients(), plan.stuck(), progress),
                    Long.MAX_VALUE);
            double opening = seconds(clock.micros() - start);
            settle(loop);
            whenSettled.run();
            Findings findings = plan.idle()
                    ? rest(loop, opening, before, heapBefore)
                    : traffic(loop, opening, before);
            loop.leave();
            return findings;
        }
    }

    private Findings rest(EventLoop loop, double opening, Usage before, OptionalLong heapBefore)
            throws IOException, BenchException, InterruptedException {
        Usage from = usage();
        loop.run(shown("resting", plan.duration(), now -> STEP_MICROS), from.at() + micros(plan.duration()));
        Usage to = usage();
        OptionalLong heap = heap();
        OptionalLong growth = heap.isPresent() && heapBefore.isPresent()
                ? OptionalLong.of((heap.getAsLong() - heapBefore.getAsLong()) / connections())
                : OptionalLong.empty();
        Optional<ServerUse> server = serverUse(before, from, to, 0, heap, growth);
        return findings(loop, opening, Optional.empty(), server, generatorUse(from, to, 0));
    }

    private Findings traffic(EventLoop loop, double opening, Usage before)
            throws IOException, BenchException, InterruptedException {
        Sending sending = new Sending(mark, ledger, loop.clients(), plan.senders(), plan.body());
        loop.run(new Probing(sending, seating, reception.present(), progress, clock.micros()), Long.MAX_VALUE);
        checkBodies(loop);
        long missedBefore = reception.missed();
        send(loop, "warming up", sending, plan.warmUp());
        drain(loop);

        ledger.beginMeasuring();
        Usage from = usage();
        send(loop, "measuring", sending, plan.duration());
        Usage to = usage();
        long deliveries = reception.latency().total();
        drain(loop);

        double seconds = seconds(to.at() - from.at());
        Traffic traffic = new Traffic(
                seconds, deliveries / seconds, ledger.measured(), ledger.warmUp(), reception.missed() - missedBefore,
                ledger.echoes(),
                ledger.strays(), speakers.broken(), windows.stalls(), reception.latency());
        Optional<ServerUse> server = serverUse(before, from, to, deliveries, heap(), OptionalLong.empty());
        return findings(loop, opening, Optional.of(traffic), server, generatorUse(from, to, deliveries));
    }

    /** A message that the server has cut leaves those who read it waiting for the rest. */
    private void checkBodies(EventLoop loop) throws IOException, BenchException, InterruptedException {
        if (loop.clients().stream().anyMatch(client -> client.tail().skip() > 0)) {
            settle(loop);
        }
        if (speakers.broken() > 0 || loop.clients().stream().anyMatch(client -> client.tail().skip() > 0)) {
            throw new BenchException(
                    "the server does not deliver %,d bytes unchanged; try less".formatted(plan.body()));
        }
    }

    private void send(EventLoop loop, String phase, Sending sending, Duration duration)
            throws IOException, BenchException, InterruptedException {
        long start = clock.micros();
        Activity activity = plan.rate() > 0
                ? new SteadySending(sending, plan.rate(), start)
                : new WindowedSending(clock, sending, windows);
        loop.run(shown(phase, duration, activity), start + micros(duration));
    }

    private void settle(EventLoop loop) throws IOException, BenchException, InterruptedException {
        loop.run(new Settling(loop, this::watched, progress), clock.micros() + Settling.MOST_MICROS);
    }

    private void drain(EventLoop loop) throws IOException, BenchException, InterruptedException {
        long now = clock.micros();
        progress.at("draining", 0, 0);
        loop.run(new Draining(ledger, reception, now), now + Draining.MOST_MICROS);
    }

    /** Tells the progress of an activity that takes a certain time. */
    private Activity shown(String phase, Duration duration, Activity activity) {
        long start = clock.micros();
        long[] toldAt = {start - STEP_MICROS};
        return now -> {
            if (now - toldAt[0] >= STEP_MICROS) {
                toldAt[0] = now;
                progress.at(phase, now - start, micros(duration));
            }
            return activity.step(now);
        };
    }

    private Findings findings(
            EventLoop loop, double opening, Optional<Traffic> traffic, Optional<ServerUse> server,
            Optional<Cpu> generator) {
        String name = target.getAddress().getHostAddress() + ":" + target.getPort();
        return new Findings(plan, name, connections(), opening, loop.gone(), traffic, server, generator);
    }

    private Optional<ServerUse> serverUse(
            Usage before, Usage from, Usage to, long deliveries, OptionalLong heap, OptionalLong heapGrowth) {
        Optional<Cpu> cpu = cpu(from.server(), to.server(), to.at() - from.at(), deliveries);
        return before.server().flatMap(first -> to.server().map(last -> new ServerUse(
                cpu, last.residentBytes(), (last.residentBytes() - first.residentBytes()) / connections(), heap,
                heapGrowth)));
    }

    private static Optional<Cpu> generatorUse(Usage from, Usage to, long deliveries) {
        return cpu(from.generator(), to.generator(), to.at() - from.at(), deliveries);
    }

    private static Optional<Cpu> cpu(
            Optional<ProcessUse> from, Optional<ProcessUse> to, long micros, long deliveries) {
        return from.flatMap(first -> to.map(last -> {
            double used = last.cpuMicros() - first.cpuMicros();
            return new Cpu(used / micros,
                    deliveries == 0 ? OptionalDouble.empty() : OptionalDouble.of(used / deliveries));
        }));
    }

    private Usage usage() {
        return new Usage(clock.micros(), watched(), ProcessUse.of(ProcessHandle.current().pid()));
    }

    private Optional<ProcessUse> watched() {
        return process.isPresent() ? ProcessUse.of(process.getAsLong()) : Optional.empty();
    }

    private OptionalLong heap() throws InterruptedException {
        return process.isPresent() ? JavaHeap.afterCollection(process.getAsLong()) : OptionalLong.empty();
    }

    private int connections() {
        return plan.clients() + plan.stuck();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static double seconds(long micros) {
        return (double) micros / Stopwatch.SECOND;
    }
}

package dev.chatroom.server.bench;

import dev.chatroom.server.bench.load.JavaHeap;
import dev.chatroom.server.bench.load.Run;
import dev.chatroom.server.bench.load.Stopwatch;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.report.Findings;
import dev.chatroom.server.bench.report.Findings.ServerUse;
import dev.chatroom.server.bench.report.Findings.Traffic;
import dev.chatroom.server.bench.report.LatencyChart;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The measurements by which this server is judged, one after the other, each on a server of its own in a process of its
 * own: what {@code chatroom bench} prints by itself. It takes about seven minutes, and is for one thread.
 */
public final class BenchTable {
    private static final int CROWD = 1_000;
    private static final int STUCK = 300;
    private static final int IDLE = 15_000;
    private static final int ROOMS = 2_000;
    private static final int PER_ROOM = 5;
    private static final int WINDOW = 64;
    private static final int SMALL_WINDOW = 4;
    private static final int BODY = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private static final int LABEL = 31;
    private static final String COLUMNS = "%12s %9s %8s %8s %5s";

    private final Progress progress;
    private final Consumer<String> out;

    /** One line of the table. */
    private interface Row {
        String measure() throws IOException, BenchException, InterruptedException;
    }

    private BenchTable(Progress progress, Consumer<String> out) {
        this.progress = progress;
        this.out = out;
    }

    /**
     * Measures everything.
     *
     * @param out is given line after line, without line ends, as soon as each has been measured
     * @throws InterruptedException if the thread was interrupted; the run ends at once
     */
    public static void run(Progress progress, Consumer<String> out) throws InterruptedException {
        new BenchTable(progress, out).runAll();
    }

    private void runAll() throws InterruptedException {
        out.accept(" ".repeat(LABEL + 1)
                + String.format(Locale.ROOT, COLUMNS, "deliveries/s", "CPU each", "p50", "p99", "lost"));
        row("100 clients, 10 of them send", () -> traffic(flood(100, 0)));
        Traffic[] flood = new Traffic[1];
        row("1,000 clients, 10 of them send", () -> {
            Findings findings = measure(flood(CROWD, 0));
            flood[0] = findings.traffic().orElseThrow();
            return traffic(findings);
        });
        row("and 300 more who never read", () -> {
            Findings findings = measure(flood(CROWD, STUCK));
            return traffic(findings) + share(findings.traffic().orElseThrow().perSecond(), flood[0]);
        });
        row("1,000 clients, 50 messages/s", () -> traffic(plan(CROWD, 10, 1, 0, WINDOW, 50)));
        double[] alone = new double[1];
        row("1 room of 5, one sends", () -> {
            Findings findings = measure(plan(PER_ROOM, 1, 1, 0, SMALL_WINDOW, 0));
            alone[0] = perCpuSecond(findings);
            return traffic(findings);
        });
        row("2,000 rooms of 5", () -> {
            Findings findings = measure(plan(ROOMS * PER_ROOM, ROOMS, ROOMS, 0, SMALL_WINDOW, 0));
            double here = perCpuSecond(findings);
            return traffic(findings)
                    + (alone[0] > 0
                            ? String.format(Locale.ROOT, "; %.0f %% of one room's deliveries per CPU second",
                                    100 * here / alone[0])
                            : "");
        });
        row("15,000 come at once", this::storm);
        row("15,000 silent ones", this::silence);
        row("start to the first answer", this::start);
        row("1,000,000 in a room, no sockets", this::multitude);
    }

    private void row(String what, Row row) throws InterruptedException {
        String found;
        try {
            found = row.measure();
        } catch (BenchException | IOException e) {
            found = "not measured: " + e.getMessage();
        }
        progress.at("", 0, 0);
        String indented = found.replace("; ", System.lineSeparator() + " ".repeat(LABEL + 1));
        out.accept(String.format(Locale.ROOT, "%-" + LABEL + "s %s", what, indented));
    }

    private Findings measure(BenchPlan plan) throws BenchException, InterruptedException {
        return Bench.measure(plan, progress);
    }

    private String traffic(BenchPlan plan) throws BenchException, InterruptedException {
        return traffic(measure(plan));
    }

    private static String traffic(Findings findings) {
        Traffic traffic = findings.traffic().orElseThrow();
        long wrong = traffic.messages().lost() + traffic.messages().outOfOrder() + traffic.messages().duplicates()
                + findings.disconnected();
        return String.format(Locale.ROOT, COLUMNS,
                String.format(Locale.ROOT, "%,.0f", traffic.perSecond()), cpu(findings.serverUse()),
                LatencyChart.time(traffic.latency().percentile(50)),
                LatencyChart.time(traffic.latency().percentile(99)), wrong);
    }

    private static String cpu(Optional<ServerUse> use) {
        OptionalDouble micros = use.flatMap(ServerUse::cpu)
                .map(Findings.Cpu::microsPerDelivery)
                .orElse(OptionalDouble.empty());
        return micros.isPresent() ? String.format(Locale.ROOT, "%.3f us", micros.getAsDouble()) : "unknown";
    }

    private static String share(double perSecond, Traffic of) {
        return of == null
                ? ""
                : String.format(Locale.ROOT, "; %.0f %% of the deliveries without them",
                        100 * perSecond / of.perSecond());
    }

    private static double perCpuSecond(Findings findings) {
        OptionalDouble micros = findings.serverUse().flatMap(ServerUse::cpu).orElseThrow().microsPerDelivery();
        return Stopwatch.SECOND / micros.orElseThrow();
    }

    /** Twice: in a server that has just started, whose code has yet to be compiled, and in one that has done it before. */
    private String storm() throws IOException, BenchException, InterruptedException {
        BenchPlan plan = idle(Duration.ofMillis(100));
        try (OwnServer server = OwnServer.start(plan)) {
            return comeAtOnce(server, plan) + "; once more in the same server: " + comeAtOnce(server, plan);
        }
    }

    private String comeAtOnce(OwnServer server, BenchPlan plan)
            throws IOException, BenchException, InterruptedException {
        // A run that watches the process collects its garbage while others ask, and they wait for that.
        JavaHeap.afterCollection(server.process());
        try (LatencyProbe bystander = new LatencyProbe(server.address())) {
            Findings findings = new Run(plan, server.address(), OptionalLong.empty(), progress)
                    .measure(bystander::stop);
            long slowest = bystander.slowest();
            return String.format(Locale.ROOT, "in after %.1f s, %d dropped; others answered within %s",
                    findings.openingSeconds(), findings.disconnected(),
                    slowest < 0 ? "no time" : LatencyChart.time(slowest));
        }
    }

    /** In a server that has just started, and in one whose code has been compiled, which needs less of a stack. */
    private String silence() throws IOException, BenchException, InterruptedException {
        BenchPlan plan = idle(MEASURED);
        try (OwnServer server = OwnServer.start(plan)) {
            OptionalLong empty = JavaHeap.afterCollection(server.process());
            Findings first = measure(server, plan);
            measure(server, idle(Duration.ofMillis(100)));
            Findings later = measure(server, plan);
            ServerUse use = later.serverUse().orElseThrow();
            return String.format(Locale.ROOT, "%s of heap each, later %s; %.1f %% of a processor",
                    heapEach(first, empty), heapEach(later, empty), 100 * use.cpu().orElseThrow().cores());
        }
    }

    private static BenchPlan idle(Duration measured) {
        return new BenchPlan(Optional.empty(), OptionalLong.empty(), Language.PLAIN, IDLE, 0, 1, 0, true, BODY, 1, 0,
                Duration.ZERO, measured);
    }

    private static String heapEach(Findings findings, OptionalLong empty) {
        OptionalLong full = findings.serverUse().orElseThrow().heapBytes();
        return empty.isPresent() && full.isPresent()
                ? String.format(Locale.ROOT, "%,d bytes", (full.getAsLong() - empty.getAsLong()) / IDLE)
                : "an unknown amount";
    }

    private Findings measure(OwnServer server, BenchPlan plan)
            throws IOException, BenchException, InterruptedException {
        return new Run(plan, server.address(), OptionalLong.of(server.process()), progress).measure();
    }

    private String start() throws IOException, BenchException, InterruptedException {
        return LatencyChart.time(FirstAnswer.median(progress));
    }

    private String multitude() throws IOException, BenchException, InterruptedException {
        progress.at("filling", 0, 0);
        Process process = new ProcessBuilder(OwnJava.command(SocketlessRun.class.getName(), "-Xmx1g"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            String[] figures = line == null ? new String[0] : line.split(" ");
            if (process.waitFor() != 0 || figures.length != 2) {
                throw new BenchException("1 GiB is not enough");
            }
            return String.format(Locale.ROOT, "%,d MB of heap; a message reaches all in %s",
                    Long.parseLong(figures[0]) / 1_000_000, LatencyChart.time(Long.parseLong(figures[1])));
        } finally {
            process.destroyForcibly();
        }
    }

    private static BenchPlan flood(int clients, int stuck) {
        return plan(clients, 10, 1, stuck, WINDOW, 0);
    }

    private static BenchPlan plan(int clients, int senders, int rooms, int stuck, int window, int rate) {
        return new BenchPlan(Optional.empty(), OptionalLong.empty(), Language.PLAIN, clients, senders, rooms, stuck,
                false, BODY,
                window, rate, WARM_UP, MEASURED);
    }
}

package dev.chatroom.server.bench.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.report.Findings.Cpu;
import dev.chatroom.server.bench.report.Findings.ServerUse;
import dev.chatroom.server.bench.report.Findings.Tally;
import dev.chatroom.server.bench.report.Findings.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run has found, in words or for machines. Immutable. */
public final class BenchReport {
    /** So near to a whole processor, the one thread of this tool had no time left. */
    private static final double BUSY = 0.95;

    private final Findings findings;

    public BenchReport(Findings findings) {
        this.findings = findings;
    }

    /** For people: at most 80 columns wide, with line ends. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(subject());
        lines.add(line("opened", "%,d connections in %.2f s", findings.opened(), findings.openingSeconds()));
        findings.traffic().ifPresent(traffic -> lines.addAll(traffic(traffic)));
        lines.add(line("disconnected", "%,d", findings.disconnected()));
        findings.serverUse().ifPresentOrElse(
                use -> lines.addAll(server(use)),
                () -> lines.add(line("server", "its use of processor and memory is not known (--pid N)")));
        findings.generatorUse().ifPresent(use -> lines.addAll(generator(use)));
        findings.traffic().ifPresent(traffic -> {
            lines.add("");
            lines.addAll(LatencyChart.lines(traffic.latency()));
        });
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** For machines: one JSON object, on one line, with a line end. Names end with the unit. */
    public String json() {
        BenchPlan plan = findings.plan();
        Json json = new Json()
                .add("server", findings.server())
                .add("clients", plan.clients())
                .add("senders", plan.idle() ? 0 : plan.senders())
                .add("rooms", plan.rooms())
                .add("stuck", plan.stuck())
                .add("idle", plan.idle())
                .add("body_bytes", plan.body())
                .add("window", plan.rate() > 0 ? 0 : plan.window())
                .add("rate", plan.rate())
                .add("opened", findings.opened())
                .add("opening_s", findings.openingSeconds())
                .add("disconnected", findings.disconnected());
        findings.traffic().ifPresent(traffic -> json.add("traffic", json(traffic)));
        findings.serverUse().ifPresent(use -> json.add("server_use", json(use)));
        findings.generatorUse().ifPresent(use -> json.add("generator_use", json(use)));
        return json + System.lineSeparator();
    }

    private String subject() {
        BenchPlan plan = findings.plan();
        List<String> parts = new ArrayList<>();
        parts.add("%,d clients in %s".formatted(plan.clients(), plan.rooms() == 1
                ? "1 room"
                : "%,d rooms".formatted(plan.rooms())));
        if (plan.stuck() > 0) {
            parts.add("%,d stuck".formatted(plan.stuck()));
        }
        if (plan.idle()) {
            parts.add("idle");
        } else {
            parts.add("%,d senders".formatted(plan.senders()));
            parts.add(
                    plan.rate() > 0 ? "%,d messages/s".formatted(plan.rate()) : "window %,d".formatted(plan.window()));
            parts.add("%,d bytes".formatted(plan.body()));
        }
        return String.join(", ", parts) + "; server " + findings.server();
    }

    private static List<String> traffic(Traffic traffic) {
        Tally messages = traffic.messages();
        Histogram latency = traffic.latency();
        List<String> lines = new ArrayList<>();
        lines.add(line("sent", "%,d messages in %.1f s (%,.0f/s)", messages.sent(), traffic.seconds(),
                messages.sent() / traffic.seconds()));
        lines.add(
                line("delivered", "%,d of %,d (%,.0f/s)", messages.delivered(), messages.expected(),
                        traffic.perSecond()));
        lines.add(line("latency", "p50 %s  p99 %s  p99.9 %s  max %s", LatencyChart.time(latency.percentile(50)),
                LatencyChart.time(latency.percentile(99)), LatencyChart.time(latency.percentile(99.9)),
                LatencyChart.time(latency.max())));
        lines.add(line("lost", "%,d  out of order %,d  duplicates %,d", messages.lost(), messages.outOfOrder(),
                messages.duplicates()));
        addIfAny(lines, "missed", traffic.missed(), "lines by clients that read too slowly, says the server");
        addIfAny(lines, "warm-up",
                traffic.warmUp().lost() + traffic.warmUp().duplicates() + traffic.warmUp().outOfOrder(),
                "lost, duplicate or out of order before measuring");
        addIfAny(lines, "echoes", traffic.echoes(), "messages came back to their senders");
        addIfAny(lines, "strays", traffic.strays(), "messages came that were not sent, or not to that room");
        addIfAny(lines, "broken", traffic.broken(), "messages were cut or mixed with others");
        addIfAny(lines, "stalls", traffic.stalls(), "times a window did not move for two seconds");
        return lines;
    }

    private static List<String> server(ServerUse use) {
        List<String> lines = new ArrayList<>();
        use.cpu().ifPresent(cpu -> lines.add(line("server CPU", "%s", cpu(cpu))));
        lines.add(line("server RSS", "%s, %s more a connection than before", size(use.residentBytes()),
                size(use.residentPerConnection())));
        String growth = use.heapPerConnection().isPresent()
                ? ", %s more a connection than before".formatted(size(use.heapPerConnection().getAsLong()))
                : "";
        lines.add(line("server heap", "%s", use.heapBytes().isPresent()
                ? size(use.heapBytes().getAsLong()) + " after a collection" + growth
                : "not available"));
        return lines;
    }

    private static List<String> generator(Cpu use) {
        List<String> lines = new ArrayList<>();
        lines.add(line("bench CPU", "%s", cpu(use)));
        if (use.cores() > BUSY) {
            lines.add(line("", "the bench itself was busy all the time: the server may be faster"));
        }
        return lines;
    }

    private static String cpu(Cpu use) {
        String each = use.microsPerDelivery().isPresent()
                ? String.format(Locale.ROOT, "%.3f us a delivery, ", use.microsPerDelivery().getAsDouble())
                : "";
        return each + String.format(Locale.ROOT, "%.1f %% of a core", 100 * use.cores());
    }

    private static void addIfAny(List<String> lines, String name, long count, String what) {
        if (count > 0) {
            lines.add(line(name, "%,d %s", count, what));
        }
    }

    @FormatMethod
    private static String line(String name, @FormatString String format, Object... values) {
        return String.format(Locale.ROOT, "%-13s ", name) + String.format(Locale.ROOT, format, values);
    }

    private static String size(long bytes) {
        return Math.abs(bytes) < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static Json json(Traffic traffic) {
        Histogram latency = traffic.latency();
        Tally messages = traffic.messages();
        return new Json()
                .add("measured_s", traffic.seconds())
                .add("sent", messages.sent())
                .add("expected", messages.expected())
                .add("delivered", messages.delivered())
                .add("deliveries_per_s", traffic.perSecond())
                .add("lost", messages.lost())
                .add("out_of_order", messages.outOfOrder())
                .add("duplicates", messages.duplicates())
                .add("lost_in_warm_up", traffic.warmUp().lost())
                .add("missed_says_server", traffic.missed())
                .add("echoes", traffic.echoes())
                .add("strays", traffic.strays())
                .add("broken", traffic.broken())
                .add("stalls", traffic.stalls())
                .add("latency_us", new Json()
                        .add("mean", latency.mean())
                        .add("p50", latency.percentile(50))
                        .add("p90", latency.percentile(90))
                        .add("p99", latency.percentile(99))
                        .add("p99.9", latency.percentile(99.9))
                        .add("max", latency.max()));
    }

    private static Json json(ServerUse use) {
        return json(use.cpu())
                .add("rss_bytes", use.residentBytes())
                .add("rss_per_connection_bytes", use.residentPerConnection())
                .add("heap_bytes", use.heapBytes())
                .add("heap_per_connection_bytes", use.heapPerConnection());
    }

    private static Json json(Cpu use) {
        return json(Optional.of(use));
    }

    private static Json json(Optional<Cpu> use) {
        Json json = new Json();
        use.ifPresent(cpu -> json
                .add("cpu_cores", cpu.cores())
                .add("cpu_per_delivery_us", cpu.microsPerDelivery()));
        return json;
    }
}

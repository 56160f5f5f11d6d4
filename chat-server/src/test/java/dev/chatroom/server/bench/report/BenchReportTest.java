package dev.chatroom.server.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.report.Findings.Cpu;
import dev.chatroom.server.bench.report.Findings.ServerUse;
import dev.chatroom.server.bench.report.Findings.Tally;
import dev.chatroom.server.bench.report.Findings.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final BenchPlan PLAN = new BenchPlan(
            Optional.empty(), OptionalLong.empty(), Language.PLAIN, 1_000, 10, 1, 300, false, 64, 64, 0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));

    @Test
    void saysAllInWords() {
        assertThat(new BenchReport(findings()).text().lines()).containsExactly(
                "1,000 clients in 1 room, 300 stuck, 10 senders, window 64, 64 bytes; server 127.0.0.1:2020",
                "opened        1,300 connections in 1.50 s",
                "sent          4 messages in 2.0 s (2/s)",
                "delivered     3,995 of 3,996 (1,998/s)",
                "latency       p50 1.00 ms  p99 1.00 ms  p99.9 1.00 ms  max 1.00 ms",
                "lost          1  out of order 2  duplicates 3",
                "missed        5 lines by clients that read too slowly, says the server",
                "stalls        7 times a window did not move for two seconds",
                "disconnected  0",
                "server CPU    0.250 us a delivery, 50.0 % of a core",
                "server RSS    80.0 MB, 12.0 kB more a connection than before",
                "server heap   not available",
                "bench CPU     0.250 us a delivery, 50.0 % of a core",
                "",
                "    < 4 us  25.00 %  ################",
                "    < 8 us   0.00 %",
                "   < 16 us   0.00 %",
                "   < 32 us   0.00 %",
                "   < 64 us   0.00 %",
                "  < 128 us   0.00 %",
                "  < 256 us   0.00 %",
                "  < 512 us   0.00 %",
                " < 1.02 ms  75.00 %  " + "#".repeat(50));
    }

    @Test
    void saysAllForMachines() {
        assertThat(new BenchReport(findings()).json()).isEqualTo(
                """
                {"server":"127.0.0.1:2020","clients":1000,"senders":10,"rooms":1,"stuck":300,"idle":false,"body_bytes":64,\
                "window":64,"rate":0,"opened":1300,"opening_s":1.500,"disconnected":0,"traffic":{"measured_s":2.000,\
                "sent":4,"expected":3996,"delivered":3995,"deliveries_per_s":1997.500,"lost":1,"out_of_order":2,\
                "duplicates":3,"lost_in_warm_up":0,"missed_says_server":5,"echoes":0,"strays":0,"broken":0,"stalls":7,"latency_us":{"mean":750.750,\
                "p50":1000,"p90":1000,"p99":1000,"p99.9":1000,"max":1000}},"server_use":{"cpu_cores":0.500,\
                "cpu_per_delivery_us":0.250,"rss_bytes":80000000,"rss_per_connection_bytes":12000,"heap_bytes":null,\
                "heap_per_connection_bytes":null},"generator_use":{"cpu_cores":0.500,"cpu_per_delivery_us":0.250}}
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(new Json().add("a\"b", "c\\d\ne").add("n", Double.NaN).add("m", OptionalLong.empty()).toString())
                .isEqualTo("{\"a\\\"b\":\"c\\\\d\\u000ae\",\"n\":null,\"m\":null}");
    }

    @Test
    void timesHaveAUnitOfTheirSize() {
        assertThat(List.of(0L, 999L, 1_000L, 12_345L, 123_456L, 999_600L, 1_000_000L, 65_000_000L))
                .extracting(LatencyChart::time)
                .containsExactly("0 us", "999 us", "1.00 ms", "12.3 ms", "123 ms", "1000 ms", "1.00 s", "65.0 s");
    }

    @Test
    void theChartOfNothingIsEmpty() {
        assertThat(LatencyChart.lines(new Histogram())).isEmpty();
    }

    private static Findings findings() {
        Tally messages = new Tally(4, 3_996, 3_995, 3, 2);
        Histogram latency = new Histogram();
        latency.record(3);
        for (int i = 0; i < 3; i++) {
            latency.record(1_000);
        }
        Cpu cpu = new Cpu(0.5, OptionalDouble.of(0.25));
        ServerUse use = new ServerUse(
                Optional.of(cpu), 80_000_000, 12_000, OptionalLong.empty(), OptionalLong.empty());
        Traffic traffic = new Traffic(2, 1_997.5, messages, new Tally(0, 0, 0, 0, 0), 5, 0, 0, 0, 7, latency);
        return new Findings(
                PLAN, "127.0.0.1:2020", 1_300, 1.5, 0, Optional.of(traffic), Optional.of(use), Optional.of(cpu));
    }
}

package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.ChatServer;
import dev.chatroom.server.bench.plan.BenchException;
import dev.chatroom.server.bench.plan.BenchPlan;
import dev.chatroom.server.bench.plan.Language;
import dev.chatroom.server.bench.plan.Progress;
import dev.chatroom.server.bench.report.Findings;
import dev.chatroom.server.bench.report.Findings.Tally;
import dev.chatroom.server.bench.report.Findings.Traffic;
import dev.chatroom.server.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs against servers in the same process. */
class RunTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private int clients = 12;
    private int senders = 4;
    private int rooms = 1;
    private int stuck;
    private boolean idle;
    private int rate;
    private int body = 40;
    private Language language = Language.PLAIN;
    private Duration duration = SHORT;
    private Duration pingTimeout = Duration.ofMinutes(1);

    @Test
    void accountsForEachDelivery() throws Exception {
        stuck = 2;
        Findings findings = runOnChatServer(0);
        Traffic traffic = findings.traffic().orElseThrow();
        assertThat(traffic.messages().sent()).isPositive();
        assertThat(traffic.messages().expected()).isEqualTo(traffic.messages().sent() * 11);
        assertFaultless(traffic);
        assertThat(traffic.latency().total()).isEqualTo(traffic.messages().delivered());
        assertThat(findings.disconnected()).isZero();
        assertThat(findings.opened()).isEqualTo(14);
    }

    @ParameterizedTest
    @EnumSource
    void accountsForEachDeliveryInEachLanguage(Language spoken) throws Exception {
        language = spoken;
        rooms = 2;
        stuck = 3;
        Findings findings = runOnChatServer(0);
        Traffic traffic = findings.traffic().orElseThrow();
        assertThat(traffic.messages().sent()).isPositive();
        assertThat(traffic.messages().expected()).isEqualTo(traffic.messages().sent() * 5);
        assertFaultless(traffic);
        assertThat(findings.disconnected()).isZero();
        assertThat(findings.opened()).isEqualTo(15);
    }

    @Test
    void answersThePingsOfAServer() throws Exception {
        language = Language.WEB;
        pingTimeout = Duration.ofMillis(700);
        idle = true;
        duration = Duration.ofSeconds(5);
        assertThat(runOnChatServer(0).disconnected()).isZero();
    }

    @Test
    void leavesNoPageToBeWaitedFor() throws Exception {
        language = Language.WEB;
        idle = true;
        try (ChatServer server = start(0)) {
            Findings unused = run(server.address(), Progress.NONE);
            URL rooms = URI.create("http://127.0.0.1:%d/rooms".formatted(server.address().getPort())).toURL();
            String left = read(rooms);
            for (int i = 0; i < 1_000 && left.contains("bench-"); i++) {
                left = read(rooms);
            }
            assertThat(left).doesNotContain("bench-");
        }
    }

    private static String read(URL url) throws IOException {
        try (InputStream answer = url.openStream()) {
            return new String(answer.readAllBytes(), UTF_8);
        }
    }

    @Test
    void spreadsClientsOverRooms() throws Exception {
        rooms = 3;
        senders = 5;
        rate = 300;
        Traffic traffic = runOnChatServer(0).traffic().orElseThrow();
        assertThat(traffic.messages().sent()).isBetween(1L, (long) (rate * traffic.seconds()) + 1);
        assertThat(traffic.messages().expected()).isEqualTo(traffic.messages().sent() * 3);
        assertFaultless(traffic);
    }

    @Test
    void restsWhenIdle() throws Exception {
        idle = true;
        Findings findings = runOnChatServer(0);
        assertThat(findings.traffic()).isEmpty();
        assertThat(findings.opened()).isEqualTo(12);
        assertThat(findings.disconnected()).isZero();
    }

    @Test
    void findsEachMistake() throws Exception {
        rate = 2_000;
        try (FaultyRelay relay = new FaultyRelay(7)) {
            List<String> told = new ArrayList<>();
            Findings findings = run(relay.address(), (doing, done, of) -> told.add(doing));
            Traffic traffic = findings.traffic().orElseThrow();
            Tally all = sum(traffic.warmUp(), traffic.messages());
            assertThat(relay.swapped).isPositive();
            assertThat(all.duplicates()).isEqualTo(relay.doubled);
            assertThat(all.outOfOrder()).isEqualTo(relay.swapped);
            // The relay has kept at most one message of each sender for which there was no next.
            assertThat(all.lost()).isBetween((long) relay.lost, relay.lost + 11L * senders);
            assertThat(all.delivered() + all.lost()).isEqualTo(all.expected());
            assertThat(told).contains("opening", "settling", "checking", "warming up", "measuring", "draining");
        }
    }

    @Test
    void saysWhoIsNotLetIn() {
        assertThatThrownBy(() -> runOnChatServer(5))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("the server ended a connection")
                .hasMessageContaining("* ");
    }

    @Test
    void saysThatMessagesAreTooLong() {
        body = 200;
        assertThatThrownBy(() -> runOnChatServer(0))
                .isInstanceOf(BenchException.class)
                .hasMessage("the server does not deliver 200 bytes unchanged; try less");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        InetSocketAddress nobody;
        // Nothing else listens at this address, so what other tests open never takes the port.
        InetAddress alone = InetAddress.getByAddress(new byte[] {127, 0, 0, 63});
        try (ServerSocket closed = new ServerSocket(0, 1, alone)) {
            nobody = new InetSocketAddress(closed.getInetAddress(), closed.getLocalPort());
        }
        assertThatThrownBy(() -> run(nobody, Progress.NONE))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("cannot connect");
    }

    private Findings runOnChatServer(int maxConnections) throws IOException, BenchException, InterruptedException {
        try (ChatServer server = start(maxConnections)) {
            return run(server.address(), Progress.NONE);
        }
    }

    private ChatServer start(int maxConnections) throws IOException {
        return ChatServer.start(ServerConfig.builder()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxPerAddress(0)
                .maxConnections(maxConnections)
                .maxLine(100)
                .limits(Limits.standard().with(Limit.RATE, 0))
                .pingAfter(pingTimeout)
                .pingTimeout(pingTimeout)
                .build());
    }

    private Findings run(InetSocketAddress target, Progress progress)
            throws IOException, BenchException, InterruptedException {
        BenchPlan plan = new BenchPlan(
                Optional.of(target), OptionalLong.empty(), language, clients, senders, rooms, stuck, idle, body,
                8, rate, SHORT, duration);
        return new Run(plan, target, OptionalLong.empty(), progress).measure();
    }

    private static void assertFaultless(Traffic traffic) {
        Tally all = sum(traffic.warmUp(), traffic.messages());
        assertThat(all.lost()).as("lost").isZero();
        assertThat(all.duplicates()).as("duplicates").isZero();
        assertThat(all.outOfOrder()).as("out of order").isZero();
        assertThat(traffic.missed() + traffic.echoes() + traffic.strays() + traffic.broken() + traffic.stalls())
                .isZero();
    }

    private static Tally sum(Tally one, Tally other) {
        return new Tally(one.sent() + other.sent(), one.expected() + other.expected(),
                one.delivered() + other.delivered(), one.duplicates() + other.duplicates(),
                one.outOfOrder() + other.outOfOrder());
    }
}

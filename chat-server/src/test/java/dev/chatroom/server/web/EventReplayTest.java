package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.ManualClock;
import dev.chatroom.server.RunningServer;
import dev.chatroom.server.config.DataConfig;
import dev.chatroom.server.web.WebSocketClients.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Streams that go on where they were, after the server was started anew. */
@Timeout(60)
class EventReplayTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final RunningServer before = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @RegisterExtension
    final RunningServer after = new RunningServer().configure(config -> config.data(DataConfig.in(folder)));

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(after);

    @RegisterExtension
    final WebSocketClients clients = new WebSocketClients(before);

    @RegisterExtension
    final HttpTestClient first = new HttpTestClient(before);

    @Test
    void whatWasSaidSinceIsReadFromTheDisk() throws Exception {
        ChatClient ann = before.enter("ann");
        for (int i = 1; i <= 450; i++) {
            ann.send("line " + i);
        }
        ann.sync();
        String said = first.get("/rooms/lobby?last=1").body();
        assertThat(said).contains("line 450");
        String json = first.send(first.to("/rooms/lobby?last=200").header("Accept", "application/json"),
                BodyHandlers.ofString()).body();
        String seen = json.replaceAll("(?s).*?\"id\":\"(\\d+)\",\"at\".*", "$1");
        before.server().close();

        HttpResponse<InputStream> stream =
                http.send(http.to("/rooms/lobby/events").header("Last-Event-ID", seen), BodyHandlers.ofInputStream());
        List<String> read = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            readUntil(lines, "line 450", read);
            after.enter("bob").send("here again");
            readUntil(lines, "here again", read);
        }

        assertThat(read).filteredOn(line -> line.startsWith("event: ")).hasSize(200).containsOnly("event: said");
        assertThat(read).filteredOn(line -> line.startsWith("data: ")).first().asString().contains("line 252\"");
    }

    private static String id(String message) {
        return message.replaceAll("(?s).*?\"id\":\"(\\d+)\".*", "$1");
    }

    @Test
    void whatWasTakenBackAndNewTopicsAreReadToo() throws Exception {
        Client web = clients.enter("web");
        web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"hunter2\",\"ref\":\"s\"}");
        String mistake = id(web.next("\"ref\":\"s\""));
        web.send("{\"do\":\"redact\",\"room\":\"lobby\",\"message\":\"" + mistake + "\",\"ref\":\"r\"}")
                .next("\"ref\":\"r\"");
        web.send("{\"do\":\"topic\",\"room\":\"lobby\",\"text\":\"tea\",\"ref\":\"t\"}").next("\"ref\":\"t\"");
        web.send("{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"afterwards\",\"ref\":\"a\"}").next("\"ref\":\"a\"");
        before.server().close();

        List<String> read = new ArrayList<>();
        try (BufferedReader lines = follow(mistake)) {
            readUntil(lines, "afterwards", read);
        }

        assertThat(read).filteredOn(line -> line.startsWith("event: "))
                .containsExactly("event: redacted", "event: topic", "event: said");
        assertThat(read).anyMatch(line -> line.contains("\"message\":\"" + mistake + "\""));
    }

    @Test
    void whoeverTakesUpBehindWhatIsForgottenIsToldSo() throws Exception {
        ManualClock clock = new ManualClock();
        after.configure(config -> config.clock(clock).data(new DataConfig(
                folder, false, false, Optional.of(Duration.ofMinutes(1)), Long.MAX_VALUE, DataConfig.READ_TIME,
                DataConfig.READS_WAITING)));
        ChatClient ann = after.enter("ann");
        ann.send("seen");
        ann.sync();
        String seen = id(http.send(http.to("/rooms/lobby?last=1").header("Accept", "application/json"),
                BodyHandlers.ofString()).body());
        ann.send("missed");
        ann.sync();
        clock.advance(Duration.ofMinutes(2));
        while (http.get("/rooms/lobby?last=1").body().contains("missed")) {
            Thread.onSpinWait();
        }
        ann.send("new");
        ann.sync();

        List<String> read = new ArrayList<>();
        try (BufferedReader lines = follow(seen)) {
            readUntil(lines, "\"new\"", read);
        }

        assertThat(read).filteredOn(line -> line.startsWith("event: ")).containsExactly("event: missed", "event: said");
    }

    private void say(int lines) {
        ChatClient ann = before.enter("ann");
        for (int i = 1; i <= lines; i++) {
            ann.send("line " + i);
        }
        ann.sync();
        before.server().close();
    }

    private BufferedReader follow() throws Exception {
        return follow("1");
    }

    private BufferedReader follow(String seen) throws Exception {
        HttpResponse<InputStream> stream =
                http.send(http.to("/rooms/lobby/events").header("Last-Event-ID", seen), BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aStreamWaitsUntilItsAddressOwesNothingAndEndsWithTheServer() throws Exception {
        say(450);
        after.configure(config -> config.requests(1).requestsPerAddress(1));
        AtomicInteger read = new AtomicInteger();
        // Not closed here, which would wait for the thread that reads.
        Stream<String> said = follow().lines().filter(line -> line.startsWith("event: said"));
        Thread reading = Thread.ofVirtual().start(() -> said.forEach(line -> read.incrementAndGet()));
        assertThat(reading.join(Duration.ofSeconds(2))).isFalse();

        assertThat(read.get()).isBetween(50, 200);
        after.server().close();
        assertThat(reading.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aRoomThatNobodyIsInIsReadALittleAtATimeAndNothingIsLeftOut() throws Exception {
        say(450);
        List<String> read = new ArrayList<>();
        try (BufferedReader lines = follow()) {
            readUntil(lines, "\"line 400\"", read);
            long since = System.nanoTime();
            readUntil(lines, "\"line 450\"", read);

            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofSeconds(1));
        }
        assertThat(read).filteredOn(line -> line.startsWith("event: ")).hasSize(450).containsOnly("event: said");
    }

    private static void readUntil(BufferedReader lines, String part, List<String> read) throws IOException {
        do {
            read.add(lines.readLine());
        } while (!read.getLast().contains(part));
    }
}

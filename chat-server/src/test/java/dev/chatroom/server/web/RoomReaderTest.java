package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is read of rooms by HTTP, over real sockets. */
@Timeout(60)
class RoomReaderTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @Test
    void whatWasSaidIsReadAsTextOrJsonAndPagedBack() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 5; i++) {
            ann.send("line " + i);
        }
        ann.sync();

        assertThat(http.get("/rooms/lobby?last=2").body())
                .matches("\\d\\d:\\d\\d ann: line 4\n\\d\\d:\\d\\d ann: line 5\n");
        HttpResponse<String> json =
                http.send(http.to("/rooms/lobby?last=1").header("Accept", "application/json"), BodyHandlers.ofString());
        assertThat(json.headers().firstValue("content-type")).contains("application/json");
        String id = json.body().replaceAll("(?s).*\"id\":\"(\\d{15,})\",\"at.*", "$1");
        assertThat(http.get("/rooms/lobby?last=2&before=" + id).body()).contains("line 3").contains("line 4")
                .doesNotContain("line 5");
        assertThat(http.get("/rooms").body()).isEqualTo("    1  lobby\n");
    }

    @Test
    void anAnswerHoldsSoMuchAndNoMore() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 10; i < 40; i++) {
            ann.send(i + "x".repeat(4_000));
        }
        ann.sync();

        HttpResponse<String> answer = http.get("/rooms/lobby?last=200");

        assertThat(answer.body().lines()).hasSizeBetween(7, 10).last().asString().contains("ann: 39x");
    }

    @Test
    void whoMayNotEnterReadsNothing() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join hidden");
        ann.send("/mode invite-only on");
        ann.send("secret words");
        ann.sync();

        assertThat(http.get("/rooms/hidden").statusCode()).isEqualTo(404);
        assertThat(http.get("/rooms/hidden/events").statusCode()).isEqualTo(404);
        assertThat(http.get("/rooms/none").body())
                .isEqualTo(http.get("/rooms/hidden").body().replace("hidden", "none"));
        assertThat(http.post("/rooms/hidden?as=ci", "hello").statusCode()).isEqualTo(403);
    }

    @Test
    void aRoomIsFollowedAndTakenUpWhereItWasLeft() throws Exception {
        ChatClient ann = server.enter("ann");
        List<String> first;
        try (EventReader events = follow("")) {
            ann.send("one");
            first = events.until(line -> line.contains("\"text\":\"one\""));
        }
        ann.send("two");
        ann.send("three");
        ann.sync();
        String id = first.stream().filter(line -> line.startsWith("id: ")).toList().getLast().substring(4);

        try (EventReader events = follow(id)) {
            List<String> said = events.until(line -> line.contains("\"text\":\"three\"")).stream()
                    .filter(line -> line.startsWith("data: ")).toList();
            assertThat(said).hasSize(2);
            assertThat(said.getFirst()).contains("\"text\":\"two\"");
        }
    }

    @Test
    void theStreamOfARoomThatClosesItselfEnds() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        ann.sync();
        HttpResponse<InputStream> stream = http.send(http.to("/rooms/cats/events"), BodyHandlers.ofInputStream());

        ann.send("/mode invite-only on");

        try (InputStream body = stream.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("data:");
        }
    }

    @Test
    void theFirstRoomIsThereBeforeAnybodyHasCome() throws Exception {
        assertThat(http.get("/rooms/lobby").statusCode()).isEqualTo(200);
        assertThat(http.get("/rooms/lobby").body()).isEmpty();
        assertThat(http.send(http.to("/rooms/lobby").header("Accept", "application/json"), BodyHandlers.ofString())
                .body()).isEqualTo("{\"messages\":[]}\n");
        try (EventReader events = follow("")) {
            server.enter("ann").send("the first words");

            assertThat(events.until(line -> line.startsWith("data:"))).last().asString().contains("the first words");
        }
    }

    @Test
    void whoeverFollowedAnEarlierRoomOfTheNameIsToldThatSomethingIsMissing() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join tea");
        ann.expectStart("* you are in tea");
        Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(http.post("/rooms/tea?as=ci", "first").body());
        assertThat(id.find()).isTrue();
        ann.send("second");
        ann.send("/leave");
        ann.send("/leave");
        ann.send("/join tea");
        ann.expectStart("* you are in tea");
        ann.send("third");

        try (EventReader events = follow("/rooms/tea/events", id.group(1))) {
            assertThat(events.until(line -> line.contains("third"))).contains("event: missed");
        }
        try (EventReader events = follow("/rooms/tea/events", "1")) {
            assertThat(events.until(line -> line.contains("third"))).doesNotContain("event: missed");
        }
    }

    @Test
    void whoeverFollowedTheFirstRoomIsToldThatSomethingIsMissingWhileNobodyIsThere() throws Exception {
        String beforeTheStart = Long.toString(1L << 60);

        try (EventReader events = follow(beforeTheStart)) {
            server.enter("ann").send("hello");
            assertThat(events.until(line -> line.contains("hello"))).containsOnlyOnce("event: missed");
        }
    }

    @Test
    void whoIsThereIsNotToldToThoseOutside() throws Exception {
        ChatClient ann = server.enter("ann");
        try (EventReader events = follow("")) {
            ChatClient bob = server.enter("bob");
            bob.send("/nick rob");
            bob.send("/away lunch");
            bob.sync();
            bob.close();
            ann.expectEnd("is now bob");
            ann.expectStart("* rob left");
            ann.send("done");

            assertThat(events.until(line -> line.contains("\"text\":\"done\"")))
                    .filteredOn(line -> line.startsWith("event: ")).containsExactly("event: said");
        }
    }

    @Test
    void whoOnlyReadsTakesNoNumberOfAGuest() throws Exception {
        http.get("/rooms");
        http.get("/rooms/lobby");
        http.post("/rooms/lobby", "without a name");
        follow("").close();
        ChatClient next = server.connect();
        next.send("/topic");

        assertThat(next.next()).isEqualTo("* welcome to chatroom; you are guest-1");
    }

    /** Else nobody would notice that it goes, behind a request that is never answered. */
    @Test
    void aStreamEndsWhenItsReaderSaysSomethingMore() {
        ChatClient client = server.connect();
        client.sendText("GET /rooms/lobby/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        client.expect(":");

        client.sendText("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(client.rest()).doesNotContain("ok");
    }

    private EventReader follow(String lastId) throws Exception {
        return follow("/rooms/lobby/events", lastId);
    }

    private EventReader follow(String path, String lastId) throws Exception {
        HttpRequest.Builder request = http.to(path);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        return new EventReader(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private static final class EventReader implements AutoCloseable {
        private final BufferedReader lines;

        EventReader(BufferedReader lines) {
            this.lines = lines;
        }

        List<String> until(Predicate<String> last) throws Exception {
            List<String> read = new ArrayList<>();
            do {
                read.add(lines.readLine());
            } while (!last.test(read.getLast()));
            return read;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}

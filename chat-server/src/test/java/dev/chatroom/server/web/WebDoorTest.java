package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code curl} and browsers are answered, over real sockets. */
@Timeout(60)
class WebDoorTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void end() {
        http.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(to(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String text) throws Exception {
        return http.send(to(path).POST(BodyPublishers.ofString(text)).build(), BodyHandlers.ofString());
    }

    @Test
    void aScriptSaysSomethingAndNobodyReadsThatItCame() throws Exception {
        ChatClient ann = server.enter("ann");

        HttpResponse<String> answer = post("/rooms/lobby?as=ci", "build 512 is green\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"type\":\"said\"", "\"room\":\"lobby\"",
                "\"text\":\"build 512 is green\"");
        ann.expectNext("ci: build 512 is green");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void whatWasSaidIsReadAsTextOrJsonAndPagedBack() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 1; i <= 5; i++) {
            ann.send("line " + i);
        }
        ann.sync();

        assertThat(get("/rooms/lobby?last=2").body()).matches("\\d\\d:\\d\\d ann: line 4\n\\d\\d:\\d\\d ann: line 5\n");
        HttpResponse<String> json = http.send(
                to("/rooms/lobby?last=1").header("Accept", "application/json").build(), BodyHandlers.ofString());
        assertThat(json.headers().firstValue("content-type")).contains("application/json");
        String id = json.body().replaceAll("(?s).*\"id\":\"(\\d{15,})\",\"at.*", "$1");
        assertThat(get("/rooms/lobby?last=2&before=" + id).body()).contains("line 3").contains("line 4")
                .doesNotContain("line 5");
        assertThat(get("/rooms").body()).isEqualTo("    1  lobby\n");
    }

    @Test
    void anAnswerHoldsSoMuchAndNoMore() throws Exception {
        ChatClient ann = server.enter("ann");
        for (int i = 10; i < 40; i++) {
            ann.send(i + "x".repeat(4_000));
        }
        ann.sync();

        HttpResponse<String> answer = get("/rooms/lobby?last=200");

        assertThat(answer.body().lines()).hasSizeBetween(7, 10).last().asString().contains("ann: 39x");
    }

    @Test
    void whoMayNotEnterReadsNothing() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join hidden");
        ann.send("/mode invite-only on");
        ann.send("secret words");
        ann.sync();

        assertThat(get("/rooms/hidden").statusCode()).isEqualTo(404);
        assertThat(get("/rooms/hidden/events").statusCode()).isEqualTo(404);
        assertThat(get("/rooms/none").body()).isEqualTo(get("/rooms/hidden").body().replace("hidden", "none"));
        assertThat(post("/rooms/hidden?as=ci", "hello").statusCode()).isEqualTo(403);
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
        HttpResponse<InputStream> stream = http.send(to("/rooms/cats/events").build(), BodyHandlers.ofInputStream());

        ann.send("/mode invite-only on");

        try (InputStream body = stream.body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("data:");
        }
    }

    private EventReader follow(String lastId) throws Exception {
        HttpRequest.Builder request = to("/rooms/lobby/events");
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST /rooms/lobby?as=x|Origin: http://evil.example|403", "POST /rooms/lobby?as=x|Origin: null|403",
        "POST /rooms/lobby?as=x|Sec-Fetch-Site: cross-site|403", "GET /rooms|Origin: http://evil.example|200",
        "GET /rooms|Host: evil.example|421", "GET /rooms|Host: localhost:1|200", "GET /rooms|Host: [::1]:2020|200",
        "POST /rooms/lobby?as=x|Origin: http://127.0.0.1|201",
        "POST /rooms/lobby|X: y|400", "GET /nothing|X: y|404", "PUT /rooms|X: y|405", "BREW /rooms|X: y|405",
        "GET /rooms/lobby?last=x|X: y|400", "GET /ws|X: y|426", "GET /ws|Upgrade: websocket|400",
        "GET /|Upgrade: websocket|400", "GET /a/b|Upgrade: websocket|404",
        "POST /rooms/lobby?as=%20|X: y|400", "OPTIONS /rooms|X: y|204", "GET /|If-None-Match: \"x\"|200",
        "POST /rooms/a%0Ab?as=x|X: y|400"
    })
    void requestsAreAnsweredWithTheirStatus(String line, String field, int status) {
        ChatClient client = server.connect();
        String host = field.startsWith("Host:") ? "" : "Host: 127.0.0.1\r\n";
        String body = line.startsWith("POST") ? "hi" : "";

        client.sendText(line + " HTTP/1.1\r\n" + host + field + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);

        assertThat(client.rest()).first().asString().startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aPageElsewhereMakesNobodySpeak() {
        ChatClient ann = server.enter("ann");
        ChatClient browser = server.connect();

        browser.sendText("""
                POST / HTTP/1.1\r
                Host: 127.0.0.1:2020\r
                Origin: http://evil.example\r
                Content-Length: 32\r
                \r
                /nick boss
                I hate everyone here
                """);
        browser.sendText("/nick boss\r\n\r\n");

        assertThat(browser.rest()).first().isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(ann.sync()).isEmpty();
    }

    /** They could be telnet commands, which are taken out of what a terminal sends: then the body would end elsewhere. */
    @Test
    void whatFollowsABodyOfOtherBytesIsNotTakenForTheBody() throws Exception {
        ChatClient ann = server.enter("ann");
        ChatClient client = server.connect();
        byte[] body = new byte[70];
        Arrays.fill(body, (byte) 'A');
        body[0] = (byte) 0xFF;
        body[1] = (byte) 0xFA;
        body[68] = (byte) 0xFF;
        body[69] = (byte) 0xF0;
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(("POST /rooms/lobby?as=ci&pad=" + "x".repeat(100) + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 70\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        sent.writeBytes(body);
        sent.writeBytes(
                "GET /rooms HTTP/1.1\r\nHost: localhost\r\nX: secret\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        client.sendBytes(sent.toByteArray());

        assertThat(client.rest()).filteredOn(line -> line.startsWith("HTTP/")).hasSize(1);
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void theFirstRoomIsThereBeforeAnybodyHasCome() throws Exception {
        assertThat(get("/rooms/lobby").statusCode()).isEqualTo(200);
        assertThat(get("/rooms/lobby").body()).isEmpty();
        follow("").close();
    }

    @Test
    void severalRequestsGoOverOneConnection() {
        ChatClient client = server.connect();
        String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

        client.sendText(request + request + request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(client.rest()).filteredOn("ok"::equals).hasSize(3);
    }

    @Test
    void thePasswordIsAskedFor() throws Exception {
        server.configure(config -> config.password("sesame"));

        HttpResponse<String> without = get("/rooms/lobby");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate").orElseThrow()).startsWith("Basic ");
        assertThat(withPassword("wrong").statusCode()).isEqualTo(401);
        assertThat(withPassword("sesame").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> withPassword(String password) throws Exception {
        String pair = Base64.getEncoder().encodeToString((":" + password).getBytes(StandardCharsets.UTF_8));
        return http.send(to("/rooms").header("Authorization", "Basic " + pair).build(), BodyHandlers.ofString());
    }

    @Test
    void scriptsOfOneAddressArePacedTogether() throws Exception {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 2);

        assertThat(post("/rooms/lobby?as=ci", "one").statusCode()).isEqualTo(201);
        assertThat(post("/rooms/lobby?as=ci", "two").statusCode()).isEqualTo(201);
        HttpResponse<String> third = post("/rooms/lobby?as=ci", "three");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void thePageNamesItsFilesByTheirContent() throws Exception {
        HttpResponse<String> page = get("/");
        String style = page.body().replaceAll("(?s).*\"\\./(style-[0-9a-f]+\\.css)\".*", "$1");

        HttpResponse<String> file = get("/" + style);

        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(file.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        String tag = page.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = http.send(to("/").header("If-None-Match", tag).build(), BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
    }
}

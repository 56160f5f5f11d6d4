package dev.chatroom.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
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

    @RegisterExtension
    final HttpTestClient http = new HttpTestClient(server);

    @Test
    void aScriptSaysSomethingAndNobodyReadsThatItCame() throws Exception {
        ChatClient ann = server.enter("ann");

        HttpResponse<String> answer = http.post("/rooms/lobby?as=ci", "build 512 is green\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"type\":\"said\"", "\"room\":\"lobby\"", "\"bot\":true",
                "\"text\":\"build 512 is green\"");
        ann.expectNext("ci: build 512 is green");
        assertThat(ann.sync()).isEmpty();
    }

    @Test
    void eachLineOfABodyIsSaidByItself() throws Exception {
        ChatClient ann = server.enter("ann");
        ChatClient irc = server.connect();
        irc.sendText("NICK irene\r\nUSER i 0 * :i\r\nJOIN #lobby\r\n");
        ann.expectNext("* irene joined");

        HttpResponse<String> answer = http.post("/rooms/lobby?as=ci", "build 512\r\n\n  is\tgreen\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).startsWith("{\"messages\":[{\"type\":\"said\"").contains("build 512", "is green");
        ann.expectNext("ci: build 512");
        ann.expectNext("ci:   is green");
        irc.expectEnd(" PRIVMSG #lobby :build 512");
        irc.expectEnd(" PRIVMSG #lobby :  is green");
    }

    @Test
    void ofABodyWithTooManyLinesNothingIsSaid() throws Exception {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 4);
        ChatClient ann = server.enter("ann");

        HttpResponse<String> four = http.post("/rooms/lobby?as=ci", "1\n2\n3\n4");
        assertThat(four.statusCode()).isEqualTo(413);
        assertThat(four.body()).isEqualTo("At most 3 lines are said at once.\n");
        assertThat(http.post("/rooms/lobby?as=ci", "short\n" + "x".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(http.post("/rooms/lobby?as=ci", "1\n2\n3").statusCode()).isEqualTo(201);
        assertThat(http.post("/rooms/lobby?as=ci", "5\n6").statusCode()).isEqualTo(429);
        assertThat(ann.sync()).containsExactly("ci: 1", "ci: 2", "ci: 3");
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
    void severalRequestsGoOverOneConnection() {
        ChatClient client = server.connect();
        String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";

        client.sendText(request + request + request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(client.rest()).filteredOn("ok"::equals).hasSize(3);
    }

    @Test
    void thePasswordIsAskedFor() throws Exception {
        server.configure(config -> config.password("sesame"));

        HttpResponse<String> without = http.get("/rooms/lobby");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("www-authenticate").orElseThrow()).startsWith("Basic ");
        assertThat(withPassword("wrong").statusCode()).isEqualTo(401);
        assertThat(withPassword("sesame").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> withPassword(String password) throws Exception {
        String pair = Base64.getEncoder().encodeToString((":" + password).getBytes(StandardCharsets.UTF_8));
        return http.send(http.to("/rooms").header("Authorization", "Basic " + pair), BodyHandlers.ofString());
    }

    @Test
    void scriptsOfOneAddressArePacedTogether() throws Exception {
        server.limit(Limit.RATE, 1).limit(Limit.BURST, 2);

        assertThat(http.post("/rooms/lobby?as=ci", "one").statusCode()).isEqualTo(201);
        assertThat(http.post("/rooms/lobby?as=ci", "two").statusCode()).isEqualTo(201);
        HttpResponse<String> third = http.post("/rooms/lobby?as=ci", "three");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void theSchemaOfTheChatAsJsonIsThere() throws Exception {
        HttpResponse<String> schema = http.get("/api/schema.json");

        assertThat(schema.headers().firstValue("content-type")).contains("application/schema+json");
        assertThat(schema.body()).isEqualTo(ProtocolSchema.TEXT)
                .contains("https://json-schema.org/draft/2020-12/schema");
        assertThat(http.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(http.get("/schema.json").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageNamesItsFilesByTheirContent() throws Exception {
        HttpResponse<String> page = http.get("/");
        String style = page.body().replaceAll("(?s).*\"\\./(style-[0-9a-f]+\\.css)\".*", "$1");

        HttpResponse<String> file = http.get("/" + style);

        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(file.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        String tag = page.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = http.send(http.to("/").header("If-None-Match", tag), BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void theRightPasswordIsGoodHoweverManyWrongOnesCameBefore() throws Exception {
        server.configure(config -> config.password("sesame"));
        for (int i = 0; i < 3; i++) {
            assertThat(withPassword("wrong" + i).statusCode()).isEqualTo(401);
        }

        assertThat(withPassword("sesame").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsMutedByNameIsSoWithEachPost() throws Exception {
        ChatClient ann = server.enter("ann");
        ann.send("/join cats");
        ann.sync();
        ChatClient ci = server.enter("ci");
        ci.send("/join cats");
        ann.expectEnd("* ci joined");
        ann.send("/mute ci");
        ann.sync();
        ci.close();
        ann.expectEnd("* ci left");

        assertThat(http.post("/rooms/cats?as=ci", "I speak").statusCode()).isEqualTo(403);
        assertThat(http.post("/rooms/cats?as=other", "so do I").statusCode()).isEqualTo(201);
    }

    @Test
    void postsByOneNameAtTheSameTimeAreAllSaid() throws Exception {
        server.limit(Limit.RATE, 0);
        ChatClient ann = server.enter("ann");
        List<Integer> answers = new CopyOnWriteArrayList<>();
        List<Thread> posting = IntStream.range(0, 16)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    try {
                        answers.add(http.post("/rooms/lobby?as=ci", "line " + i).statusCode());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();

        for (Thread thread : posting) {
            thread.join();
        }

        assertThat(answers).hasSize(16).containsOnly(201);
        assertThat(ann.sync()).hasSize(16);
    }

    @Test
    void whyNothingIsSaidIsASentenceAndUsesUpNoGuestsNumber() throws Exception {
        ChatClient ann = server.enter("ann");
        HttpResponse<String> taken = http.post("/rooms/lobby?as=Ann", "hello");
        HttpResponse<String> alike = http.post("/rooms/lobby?as=anñ", "hello");
        HttpResponse<String> empty = http.post("/rooms/lobby?as=ci", "");

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).isEqualTo("Somebody is called Ann already; choose another name.\n");
        assertThat(empty.body()).isEqualTo("There is nothing to say in an empty line.\n");
        assertThat(alike.statusCode()).isIn(201, 409);
        ChatClient next = server.connect();
        next.send("/nick next");
        int used = 1 + 1 + (alike.statusCode() == 201 ? 1 : 0);
        assertThat(next.expectStart("* welcome to ")).endsWith("guest-" + (1 + used));
        assertThat(ann.sync()).isNotNull();
    }
}

package dev.chatroom.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that others have written, where this machine has them. */
@Timeout(60)
class ForeignClientsTest {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private static final String TALK = """
            import asyncio, json, sys, websockets
            async def talk():
                async with websockets.connect(sys.argv[1], subprotocols=['chat.v1.json']) as chat:
                    assert chat.subprotocol == 'chat.v1.json'
                    for request in [{'do': 'nick', 'name': 'py'}, {'do': 'join', 'room': 'lobby'},
                                    {'do': 'say', 'room': 'lobby', 'text': 'grüße ' + 'ö' * 2000, 'ref': 'said'}]:
                        await chat.send(json.dumps(request))
                    async for message in chat:
                        if json.loads(message).get('ref') == 'said':
                            break
                    await (await chat.ping())
                    print('said', flush=True)
                    async for message in chat:
                        if json.loads(message).get('text') == 'hello py':
                            print('read', flush=True)
                            break
            asyncio.run(talk())
            """;

    @RegisterExtension
    final RunningServer server =
            new RunningServer().configure(config -> config.greetingDelay(Duration.ofSeconds(20)));

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean succeeds(List<String> command) throws Exception {
        Process process = start(command);
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private String at(String scheme, String path) {
        return scheme + "://127.0.0.1:" + server.address().getPort() + path;
    }

    @Test
    void curlSaysSomethingAndFollowsTheRoom() throws Exception {
        assumeTrue(Files.isExecutable(CURL), "there is no curl, so it is not tried");
        ChatClient ann = server.enter("ann");
        Process following = start(List.of(CURL.toString(), "-sN", at("http", "/rooms/lobby/events")));
        try (BufferedReader events = new BufferedReader(new InputStreamReader(following.getInputStream(), UTF_8))) {
            // Its first line comes when the stream has begun.
            assertThat(events.readLine()).isNotNull();

            Process saying =
                    start(List.of(CURL.toString(), "-s", "-d", "build 512 is green", at("http", "/rooms/lobby?as=ci")));
            assertThat(new String(saying.getInputStream().readAllBytes(), UTF_8))
                    .contains("\"text\":\"build 512 is green\"");

            ann.expectNext("ci: build 512 is green");
            assertThat(
                    events.lines().anyMatch(line -> line.startsWith("data: ") && line.contains("build 512 is green")))
                    .isTrue();
        } finally {
            following.destroyForcibly();
        }
    }

    @Test
    void pythonTalksByWebSocket() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON) && succeeds(List.of(PYTHON.toString(), "-c", "import websockets")),
                "there is no python3-websockets, so it is not tried");
        ChatClient ann = server.enter("ann");
        Process talking = start(List.of(PYTHON.toString(), "-c", TALK, at("ws", "/ws")));
        try (BufferedReader out = new BufferedReader(new InputStreamReader(talking.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("said");
            ann.expectNext("* py joined");
            ann.expectNext("py: grüße " + "ö".repeat(2_000));
            ann.send("hello py");
            assertThat(out.readLine()).isEqualTo("read");
            assertThat(talking.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(talking.exitValue()).isZero();
            ann.expectEnd("py left");
        } finally {
            talking.destroyForcibly();
        }
    }
}

package dev.chatroom.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class BenchCommandTest {
    private static final int CLIENTS = 3;

    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        CommandLine commandLine = Main.commandLine(Map.of());
        commandLine.setOut(new PrintWriter(new StringWriter(), true));
        commandLine.setErr(new PrintWriter(err, true));
        return Main.execute(commandLine, args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--rooms=3  | /leave | /leave | /leave",
        "--irc      | CAP    | CAP    | CAP",
        "--web      | GET    | GET    | GET",
        "--half-irc | /leave | CAP    | /leave",
        "--mixed    | /leave | CAP    | GET"
    })
    void clientsSpeakAsTheOptionSays(String option, String first, String second, String third) throws Exception {
        try (ServerSocket server = new ServerSocket(0, CLIENTS, InetAddress.getLoopbackAddress());
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> words = executor.submit(() -> firstWords(server));
            assertThat(execute("bench", option, "--clients=" + CLIENTS, "--idle", "127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(1);
            assertThat(words.get()).containsExactlyInAnyOrder(first, second, third);
        }
    }

    @Test
    void clientsSpeakInOneWay() {
        assertThat(execute("bench", "--irc", "--web")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "chatroom: only one of --irc, --half-irc, --web and --mixed is possible; see chatroom bench --help");
    }

    /** Reads from all of them before it closes any. */
    private static List<String> firstWords(ServerSocket server) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            sockets.add(server.accept());
        }
        for (Socket socket : sockets) {
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            words.add(line.split(" ", 2)[0]);
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        return words;
    }
}

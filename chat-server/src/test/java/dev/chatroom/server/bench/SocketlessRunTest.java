package dev.chatroom.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SocketlessRunTest {
    private static final long PATIENCE_SECONDS = 60;

    private static List<String> command() {
        List<String> command = new ArrayList<>(OwnJava.command(SocketlessRun.class.getName(), "-Xmx64m"));
        command.add("1000");
        return command;
    }

    @Test
    void itTellsWhatEverybodyNeedsAndHowLongAMessageTakes() throws Exception {
        Process process = new ProcessBuilder(command()).start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String printed = new String(output.readAllBytes(), UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(printed).matches("[1-9]\\d* [1-9]\\d*\\R");
        } finally {
            process.destroyForcibly();
        }
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.ChatClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The program as a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class ProcessTest {
    private static final Pattern STARTED =
            Pattern.compile("chatroom listens on 127\\.0\\.0\\.1:(\\d+); nothing is kept without --data; "
                    + "join with: http://127\\.0\\.0\\.1:\\d+/  or  nc 127\\.0\\.0\\.1 (\\d+)");

    private Process process;

    private void start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "dev.chatroom.server.cli.Main"));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).start();
    }

    private int status() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return process.exitValue();
    }

    private InetSocketAddress address() throws IOException {
        Matcher started = STARTED.matcher(String.valueOf(process.inputReader().readLine()));
        assertThat(started.matches()).as("the line that the server starts with: %s", started).isTrue();
        assertThat(started.group(1)).isEqualTo(started.group(2));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(started.group(1)));
    }

    @AfterEach
    void destroy() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aServerIsStartedUsedAndTerminated() throws Exception {
        start("--port", "0", "--name", "chatroom");
        InetSocketAddress address = address();
        try (ChatClient ann = ChatClient.connect(address); ChatClient bob = ChatClient.connect(address)) {
            ann.send("/nick ann");
            ann.expect("* you are now ann");
            bob.send("/nick bob");
            bob.expect("* you are now bob");
            bob.send("hello");
            ann.expect("bob: hello");

            // Process.destroy would close the streams too.
            process.toHandle().destroy();

            assertThat(ann.rest()).last().isEqualTo("* the server is shutting down; goodbye");
            assertThat(bob.rest()).last().isEqualTo("* the server is shutting down; goodbye");
        }
        assertThat(status()).isZero();
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.errorReader().lines()).containsExactly("chatroom: shut down, 2 connections ended");
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLineWithStatusOne() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start("--port", Integer.toString(other.getLocalPort()));

            assertThat(status()).isEqualTo(1);
            assertThat(process.inputReader().lines()).isEmpty();
            assertThat(process.errorReader().lines()).containsExactly("chatroom: cannot listen on 127.0.0.1:"
                    + other.getLocalPort() + ": the port is taken; choose another with --port");
        }
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is said of secrets on the command line, by a server whose port is taken. */
@Timeout(60)
class WrittenSecretsTest {
    @TempDir
    private Path directory;

    private CommandLine commandLine = Main.commandLine(Map.of());
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        commandLine.setErr(new PrintWriter(err, true));
        return Main.execute(commandLine, args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--password sesame | --password",
        "--password=sesame --operator ann:tea | --operator and --password",
        "--operator=ann:tea --operator bob:milk | --operator"
    })
    void secretsOnTheCommandLineAreWarnedOf(String written, String options) throws Exception {
        assertThat(startAtTakenPort(written)).singleElement().isEqualTo(
                "chatroom: all users of this machine can read the command line, and so the secret behind " + options
                        + "; @FILE, a hash, or a variable such as CHATROOM_PASSWORD keeps it from them");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void secretsThatNobodyReadsThereAreNotWarnedOf() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "tea\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String hash = "$2b$12$fUfy/v482vV52zeT9BYwQ.3eY8PDq.hmo0dKDMr9PDoJcC1qB6vAa";
        commandLine = Main.commandLine(Map.of("CHATROOM_PASSWORD", "sesame"));

        assertThat(startAtTakenPort("--operator ann:@" + secret + " --operator bob:" + hash)).isEmpty();
        assertThat(startAtTakenPort("--password @" + secret)).isEmpty();
    }

    /** What is said before it turns out that the port cannot be had. */
    private List<String> startAtTakenPort(String written) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(execute(("--port=" + other.getLocalPort() + " " + written).split(" "))).isEqualTo(1);
        }
        return err.toString().lines().filter(line -> !line.contains("cannot listen")).toList();
    }
}

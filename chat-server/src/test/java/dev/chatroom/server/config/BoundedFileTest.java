package dev.chatroom.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class BoundedFileTest {
    @TempDir
    private Path directory;

    private static byte[] read(Path file) throws IOException {
        return BoundedFile.read(file, 16, Duration.ofSeconds(20));
    }

    private static void expectRefusal(Path file, String message) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessage(message);
    }

    private Path pipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    @Test
    void aFileIsReadUpToItsBound() throws IOException {
        assertThat(read(Files.writeString(directory.resolve("file"), "x".repeat(16)))).hasSize(16);
        expectRefusal(Files.writeString(directory.resolve("file"), "x".repeat(17)), "it is larger than 16 bytes");
        assertThat(read(Files.createFile(directory.resolve("empty")))).isEmpty();
    }

    @Test
    void whatHasNoEndIsRefused() throws IOException {
        expectRefusal(Path.of("/dev/zero"), "it is larger than 16 bytes");
        Path sparse = directory.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        expectRefusal(sparse, "it is larger than 16 bytes");
    }

    @Test
    void whatIsNoFileIsRefused() {
        expectRefusal(directory, "it is a folder");
        expectRefusal(directory.resolve("nothing"), "there is no such file");
    }

    @Test
    void whatMayNotBeReadIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        if (!Files.isReadable(file)) {
            expectRefusal(file, "this user may not read it");
        }
    }

    @Test
    void aPipeIsReadToItsEnd() throws Exception {
        Path pipe = pipe();
        Process writer = new ProcessBuilder("sh", "-c", "printf tea > " + pipe).start();
        assertThat(new String(read(pipe), UTF_8)).isEqualTo("tea");
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void aPipeIntoWhichNobodyWritesIsNotWaitedForForLong() throws Exception {
        Path pipe = pipe();

        assertThatThrownBy(() -> BoundedFile.read(pipe, 16, Duration.ofMillis(100)))
                .isInstanceOf(IOException.class).hasMessage("it has no end within 1 seconds");

        // Lets the thread go that waits for somebody to write.
        Files.writeString(pipe, "");
    }
}

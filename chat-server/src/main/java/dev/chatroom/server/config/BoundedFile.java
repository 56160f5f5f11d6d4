package dev.chatroom.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads files that a configuration names, which may be anything: a device without an end, a pipe into which nobody
 * writes, a folder. For any thread.
 */
public final class BoundedFile {
    /** How long a file may take; what a program writes into a pipe is ready by then. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private BoundedFile() {}

    /**
     * The bytes of a file.
     *
     * @param most how many they may be
     * @param within how long it may take to open and read it
     * @throws IOException if that is not possible; the message says why in a few words, without the name of the file
     */
    public static byte[] read(Path file, int most, Duration within) throws IOException {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        // Nothing but another thread ends the wait for somebody who opens the other end of a pipe.
        Thread reader = Thread.ofPlatform().name("chatroom-file").daemon().unstarted(() -> {
            try {
                bytes.complete(read(file, most));
            } catch (IOException | RuntimeException | Error e) {
                bytes.completeExceptionally(e);
            }
        });
        reader.start();
        try {
            return bytes.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("it has no end within %d seconds".formatted(Math.max(1, within.toSeconds())), e);
        } catch (ExecutionException e) {
            throw explained(e);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IOException("the reading was interrupted", hurry);
        }
    }

    private static byte[] read(Path file, int most) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        // Not by its size, which says nothing of a device or a pipe.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("it is larger than %,d bytes".formatted(most));
            }
            return bytes;
        }
    }

    private static IOException explained(ExecutionException failure) {
        return switch (failure.getCause()) {
            case NoSuchFileException missing -> new IOException("there is no such file", missing);
            case AccessDeniedException denied -> new IOException("this user may not read it", denied);
            case IOException other -> new IOException(String.valueOf(other.getMessage()), other);
            case null, default -> throw new IllegalStateException("a file could not be read", failure);
        };
    }
}

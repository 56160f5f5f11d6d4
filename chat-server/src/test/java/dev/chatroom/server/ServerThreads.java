package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The threads of all servers in this JVM, virtual ones too. */
public final class ServerThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ServerThreads() {}

    /** A thread's name and stack each. */
    static List<String> dump() throws IOException {
        Path directory = Files.createTempDirectory("threads");
        Path file = directory.resolve("dump.txt");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        String dump = Files.readString(file);
        Files.delete(file);
        Files.delete(directory);
        return Arrays.stream(dump.split("\n\n"))
                .filter(thread -> thread.contains("chatroom-")
                        || thread.contains("dev.chatroom.server.session.Session"))
                .toList();
    }

    /** Waits until one is inside this method. */
    public static void awaitOneIn(String method) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (dump().stream().noneMatch(thread -> thread.contains(method))) {
            assertThat(System.nanoTime()).as("waiting for a thread in %s", method).isLessThan(deadline);
        }
    }

    /** Waits until none is left: those that were told to end have yet to get to it. */
    static void awaitNone() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = dump();
        while (!left.isEmpty()) {
            assertThat(System.nanoTime()).as("threads left: %s", left).isLessThan(deadline);
            left = dump();
        }
    }
}

package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Java process, with the JDK's jcmd, how much of its heap is in use after a collection. */
public final class JavaHeap {
    private static final Pattern USED = Pattern.compile("[, ]used (\\d+)([KMG])");
    private static final long TIMEOUT_SECONDS = 60;

    /** The serial collector leaves a little garbage where it is, except every fourth time. */
    public static final int COLLECTIONS = 4;

    private JavaHeap() {}

    /** In bytes; empty if the process is not Java, or there is no jcmd, as in a mere JRE. */
    public static OptionalLong afterCollection(long process) throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd) || !isJava(process)) {
            return OptionalLong.empty();
        }
        try {
            for (int i = 0; i < COLLECTIONS; i++) {
                output(jcmd, process, "GC.run");
            }
            return used(output(jcmd, process, "GC.heap_info"));
        } catch (IOException cannotRun) {
            return OptionalLong.empty();
        }
    }

    /** The sum of the heap's parts, which are listed before the metaspace. */
    static OptionalLong used(String heapInfo) {
        Matcher matcher = USED.matcher(heapInfo.split("Metaspace", 2)[0]);
        long sum = 0;
        boolean found = false;
        while (matcher.find()) {
            found = true;
            int shift = switch (matcher.group(2)) {
                case "K" -> 10;
                case "M" -> 20;
                default -> 30;
            };
            sum += Long.parseLong(matcher.group(1)) << shift;
        }
        return found ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** What is not Java would be killed by the signal with which jcmd says that it is there. */
    private static boolean isJava(long process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process), "exe")).endsWith("java");
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    private static String output(Path jcmd, long process, String command) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(jcmd.toString(), Long.toString(process), command)
                .redirectErrorStream(true)
                .start();
        try {
            child.getOutputStream().close();
            // Less than a pipe holds, so the process does not wait for its reader.
            return child.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    ? new String(child.getInputStream().readAllBytes(), UTF_8)
                    : "";
        } finally {
            child.destroyForcibly();
        }
    }
}

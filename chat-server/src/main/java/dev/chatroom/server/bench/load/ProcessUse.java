package dev.chatroom.server.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process has used so far, as Linux tells it in proc(5).
 *
 * @param cpuMicros processor time of all its threads, in user and system mode, in microseconds; a multiple of 10 ms
 * @param residentBytes memory that it occupies
 */
record ProcessUse(long cpuMicros, long residentBytes) {
    /** A hundredth of a second, on all processors for which there is a JDK. */
    private static final long TICK_MICROS = 10_000;

    private static final int KIB = 1_024;

    /** Of the process with this id; empty if there is none, or the system does not tell. */
    static Optional<ProcessUse> of(long process) {
        Path folder = Path.of("/proc", Long.toString(process));
        try {
            long cpu = cpuTicks(Files.readString(folder.resolve("stat"))) * TICK_MICROS;
            return Optional.of(new ProcessUse(cpu, residentKib(Files.readString(folder.resolve("status"))) * KIB));
        } catch (IOException | RuntimeException unknown) {
            return Optional.empty();
        }
    }

    /** The fields utime and stime; the name before them may contain anything. */
    static long cpuTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    static long residentKib(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}

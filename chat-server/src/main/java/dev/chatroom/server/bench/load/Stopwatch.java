package dev.chatroom.server.bench.load;

/** Microseconds since it was made. For any thread. */
public final class Stopwatch {
    public static final long SECOND = 1_000_000;

    private static final long NANOS = 1_000;

    private final long start = System.nanoTime();

    public long micros() {
        return (System.nanoTime() - start) / NANOS;
    }
}

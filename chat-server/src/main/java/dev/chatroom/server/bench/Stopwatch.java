package dev.chatroom.server.bench;

/** Microseconds since it was made. For any thread. */
final class Stopwatch {
    static final long SECOND = 1_000_000;

    private static final long NANOS = 1_000;

    private final long start = System.nanoTime();

    long micros() {
        return (System.nanoTime() - start) / NANOS;
    }
}

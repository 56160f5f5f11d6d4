package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to find the lines in what a client sent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineFramerBenchmark {
    private static final String LINE = "x".repeat(63) + "\n";

    private final LineFramer framer = new LineFramer(4_096);
    private final ByteBuffer lines = ByteBuffer.wrap(LINE.repeat(64).getBytes(UTF_8));
    private final ByteBuffer firstHalf = ByteBuffer.wrap(LINE.substring(0, 32).getBytes(UTF_8));
    private final ByteBuffer secondHalf = ByteBuffer.wrap(LINE.substring(32).getBytes(UTF_8));

    /** 64 lines of 64 bytes in one buffer. */
    @Benchmark
    public void bufferOfLines(Blackhole blackhole) {
        lines.rewind();
        for (Line line = framer.next(lines); line != null; line = framer.next(lines)) {
            blackhole.consume(line);
        }
    }

    /** One line of 64 bytes that arrives in two parts. */
    @Benchmark
    public @Nullable Line splitLine() {
        Line line = framer.next(firstHalf.rewind());
        return line == null ? framer.next(secondHalf.rewind()) : line;
    }
}

package dev.chatroom.server.dialect;

import dev.chatroom.core.Chat;
import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.ChatEvent.Said;
import dev.chatroom.core.Delivery;
import dev.chatroom.core.Limit;
import dev.chatroom.core.Limits;
import dev.chatroom.core.Membership;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to turn something said into the bytes that one reader gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlainDialectBenchmark {
    /** More than the renderer keeps, so that by the time one of them comes again it has been forgotten. */
    private static final int MESSAGES = 8_192;

    private final Chat chat = Chat.builder().limits(Limits.standard().with(Limit.RATE, 0)).open();
    private final PlainDialect dialect = new PlainDialect(
            new House(chat, "benchmark", List.of(), "lobby", 20, 4_096, ZoneOffset.UTC, Clock.systemUTC()),
            new PlainRenderer(), chat.enter("reader"));
    private final List<Delivery<ChatEvent>> messages = new ArrayList<>(MESSAGES);
    private final ByteCount written = new ByteCount();
    private int next;

    /** Stands for the connection, which copies the bytes into its buffer. */
    private static final class ByteCount implements LineSink {
        private long bytes;

        @Override
        public void line(byte[] utf8) {
            bytes += utf8.length;
        }

        @Override
        public void line(byte[] prefix, byte[] utf8) {
            bytes += prefix.length + utf8.length;
        }
    }

    @Setup
    public void say() {
        dialect.open();
        Membership speaker = chat.join(chat.enter("speaker"), "lobby").orThrow();
        for (int i = 0; i < MESSAGES; i++) {
            Said said = speaker.say("about as much as people say in one line of a chat").orThrow();
            messages.add(new Delivery.Event<>(said.sequence(), said));
        }
    }

    /** The line is made. */
    @Benchmark
    public long firstReader() {
        next = (next + 1) % MESSAGES;
        dialect.render(messages.get(next), written);
        return written.bytes;
    }

    /** The line has been made for another reader. */
    @Benchmark
    public long furtherReader() {
        dialect.render(messages.get(0), written);
        return written.bytes;
    }
}

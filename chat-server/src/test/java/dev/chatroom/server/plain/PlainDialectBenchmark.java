package dev.chatroom.server.plain;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.ServerContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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
    private static final int READERS = 1_000;
    private static final int LINES = 64;

    private final Chat chat = Chat.builder()
            .limits(Limits.standard().with(Limit.RATE, 0).with(Limit.QUIET_ABOVE, 1))
            .executor(Runnable::run)
            .open();
    private final ServerContext context =
            new ServerContext(chat, "benchmark", List.of(), "lobby", 0, 4_096, ZoneOffset.UTC, Clock.systemUTC());
    private final List<Reader> readers = new ArrayList<>(READERS);
    private final Membership speaker = chat.join(chat.enter("speaker"), "lobby").orThrow();

    /** Stands for the connection, which copies the bytes into its buffer. */
    private static final class Reader implements LineSink, DeliverySink<ChatEvent> {
        private final User user;
        private final Dialect dialect;
        private long bytes;

        Reader(ServerContext context) {
            this.user = context.chat().enter("reader");
            this.dialect = new PlainDialect(context, user);
            dialect.open();
        }

        @Override
        public boolean take(Delivery<ChatEvent> delivery) {
            dialect.render(delivery, this);
            return true;
        }

        @Override
        public boolean take(EventBatch<ChatEvent> events) {
            return dialect.render(events, this);
        }

        @Override
        public void line(byte[] utf8) {
            bytes += utf8.length;
        }

        @Override
        public void lines(byte[] utf8, int from, int length) {
            bytes += length;
        }

        @Override
        public int space() {
            return Integer.MAX_VALUE / 2;
        }

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public boolean crlf() {
            return false;
        }
    }

    @Setup
    public void enter() {
        for (int i = 0; i < READERS; i++) {
            readers.add(new Reader(context));
        }
    }

    @Setup(Level.Invocation)
    public void talk() {
        for (int i = 0; i < LINES; i++) {
            Message unused = say();
        }
    }

    private Message say() {
        return speaker.say("about as much as people say in one line of a chat").orThrow();
    }

    /** Many read it: the first has it made, the others have the bytes handed over, all lines at once. */
    @Benchmark
    @OperationsPerInvocation(READERS * LINES)
    public long read() {
        long bytes = 0;
        for (Reader reader : readers) {
            boolean unused = reader.user.outbox().drain(reader) || !reader.user.outbox().rest();
            bytes += reader.bytes;
        }
        return bytes;
    }
}

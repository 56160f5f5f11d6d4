package dev.chatroom.core.broadcast;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** What it costs to read one event, and to find that there is none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SubscriptionBenchmark {
    private static final int LOG_EVENTS = 8_192;

    private final Broadcaster<String> news = new Broadcaster<>("news", LOG_EVENTS, Runnable::run);
    private Subscription<String> reader;
    private Subscription<String> idle;

    @Setup
    public void fillLog() {
        for (int i = 0; i < LOG_EVENTS; i++) {
            news.publish("event");
        }
        reader = news.subscribe(LOG_EVENTS);
        idle = news.subscribe();
    }

    /** One of a batch as long as the log. */
    @Benchmark
    public Delivery.@Nullable FromLog<String> poll() {
        Delivery.FromLog<String> next = reader.poll();
        if (next == null) {
            reader.close();
            reader = news.subscribe(LOG_EVENTS);
            next = reader.poll();
        }
        return next;
    }

    @Benchmark
    public Delivery.@Nullable FromLog<String> pollNothing() {
        return idle.poll();
    }
}

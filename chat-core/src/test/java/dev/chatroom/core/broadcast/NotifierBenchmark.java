package dev.chatroom.core.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to wake a large room of the chat, apart from what those who are woken do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NotifierBenchmark {
    private static final int SLEEPERS = 10_000;

    private final Broadcaster<String> news = new Broadcaster<>("news", 8_192, Runnable::run);
    private final List<Subscription<String>> sleepers = new ArrayList<>(SLEEPERS);
    private long woken;

    @Setup
    public void subscribe() {
        for (int i = 0; i < SLEEPERS; i++) {
            InlineCallback called = () -> woken++;
            sleepers.add(news.subscribe(0, called));
        }
    }

    // So often because a pass takes so long that reading the clock before and after does not show.
    @Setup(Level.Invocation)
    public void sleep() {
        for (Subscription<String> sleeper : sleepers) {
            while (sleeper.poll() != null) {
                // Nothing is done with it.
            }
        }
    }

    @Benchmark
    public long wakeSleepers() {
        news.publish("event");
        return woken;
    }
}

package dev.chatroom.core.broadcast;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to publish one event. Except in the last, the publisher runs the pass itself, so that the figure is the
 * whole work.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BroadcasterBenchmark {
    private static final int LOG_EVENTS = 8_192;

    @Param({"0", "1", "100", "10000"})
    public int subscribers;

    private Broadcaster<String> toSleepers;
    private Broadcaster<String> toAwake;
    private Broadcaster<String> duringPass;

    /** Reads what there is as soon as it is woken, and sleeps again. */
    private static final class Sleeper {
        private final Subscription<String> subscription;

        Sleeper(Broadcaster<String> news) {
            subscription = news.subscribe(0, this::read);
            read();
        }

        private void read() {
            while (subscription.poll() != null) {
                // Nothing is done with it.
            }
        }
    }

    @Setup
    public void subscribe() {
        toSleepers = news(Runnable::run);
        toAwake = news(Runnable::run);
        duringPass = news(pass -> {
            // Requested, and never done.
        });
        for (int i = 0; i < subscribers; i++) {
            new Sleeper(toSleepers);
            toAwake.subscribe();
            duringPass.subscribe();
        }
    }

    /** Every subscriber is woken, reads the event and goes to sleep. */
    @Benchmark
    public long publishToSleepers() {
        return toSleepers.publish("event");
    }

    /** Nobody has to be woken: all of them are behind. */
    @Benchmark
    public long publishToAwake() {
        return toAwake.publish("event");
    }

    /** The publisher's part alone, while another thread wakes the subscribers. */
    @Benchmark
    public long publishDuringPass() {
        return duringPass.publish("event");
    }

    private static Broadcaster<String> news(Executor passes) {
        return new Broadcaster<>("news", LOG_EVENTS, passes);
    }
}

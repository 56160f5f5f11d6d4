package dev.chatroom.core.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event costs from publishing it to when the last of many readers has read it, beside what the JDK has for that. A
 * round is shorter than the buffers, so that nobody lags.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FanOutBenchmark {
    private static final int ROUND = 1_000;
    private static final int BUFFER = 8_192;
    private static final int AT_ONCE = 256;

    @Param({"1", "10", "100"})
    public int readers;

    private final Executor executor = ForkJoinPool.commonPool();
    private final Phaser atTheEnd = new Phaser(1);
    private Broadcaster<Integer> broadcaster;
    private SubmissionPublisher<Integer> publisher;

    /** Counts what one reader reads, and arrives at the end of each round. Owned by whoever reads. */
    private final class Count {
        private int read;

        void add(int events) {
            read += events;
            if (read == ROUND) {
                read = 0;
                int unused = atTheEnd.arrive();
            }
        }
    }

    /** Drains what there is whenever it is called. */
    private final class Drainer implements Runnable {
        private final Count count = new Count();
        private final List<Delivery.FromLog<Integer>> batch = new ArrayList<>(AT_ONCE);
        private final Subscription<Integer> subscription = broadcaster.subscribe(0, this);

        @Override
        public void run() {
            for (int taken = subscription.drainTo(batch, AT_ONCE); taken > 0; taken =
                    subscription.drainTo(batch, AT_ONCE)) {
                batch.clear();
                count.add(taken);
            }
        }
    }

    private final class Counter implements Flow.Subscriber<Integer> {
        private final Count count = new Count();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer event) {
            count.add(1);
        }

        @Override
        public void onError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void onComplete() {
            // Nothing is left to be done.
        }
    }

    @Setup
    public void subscribe() {
        broadcaster = new Broadcaster<>("news", BUFFER, executor);
        publisher = new SubmissionPublisher<>(executor, BUFFER);
        int unused = atTheEnd.bulkRegister(readers);
        for (int i = 0; i < readers; i++) {
            new Drainer().run();
            publisher.subscribe(new Counter());
        }
    }

    @TearDown
    public void close() {
        broadcaster.close();
        publisher.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public int broadcaster() {
        for (int event = 0; event < ROUND; event++) {
            broadcaster.publish(event);
        }
        return atTheEnd.arriveAndAwaitAdvance();
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public int submissionPublisher() {
        for (int event = 0; event < ROUND; event++) {
            int unused = publisher.submit(event);
        }
        return atTheEnd.arriveAndAwaitAdvance();
    }
}

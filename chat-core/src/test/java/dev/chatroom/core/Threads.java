package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts threads and waits for them, for a bounded time. */
public final class Threads {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A thread whose result or failure the test wants. */
    public record Running<T>(Thread thread, FutureTask<T> result) {

        /** What the thread came to; fails if it does not end. */
        public T get() {
            try {
                return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failed) {
                throw new AssertionError(failed.getCause());
            } catch (InterruptedException | TimeoutException stuck) {
                throw new AssertionError("still " + thread.getState(), stuck);
            }
        }

        /** Returns when the thread waits for something; fails if it ends before. */
        public Running<T> untilParked() {
            return until(Thread.State.WAITING);
        }

        /** Returns when the thread is in this state; fails if it ends before. */
        public Running<T> until(Thread.State state) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (thread.getState() != state) {
                assertThat(thread.isAlive()).as("waits instead of ending").isTrue();
                assertThat(System.nanoTime()).as("waits in time").isLessThan(deadline);
                Thread.onSpinWait();
            }
            return this;
        }
    }

    private Threads() {}

    public static <T> Running<T> start(Callable<T> task) {
        FutureTask<T> result = new FutureTask<>(task);
        return new Running<>(Thread.ofPlatform().daemon().start(result), result);
    }

    /** Runs the tasks at the same moment, each on a thread of its own, and returns when all have ended. */
    public static <T> List<T> race(List<? extends Callable<T>> tasks) {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Running<T>> running = new ArrayList<>();
        for (Callable<T> task : tasks) {
            running.add(start(() -> {
                start.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                return task.call();
            }));
        }
        return running.stream().map(Running::get).toList();
    }
}

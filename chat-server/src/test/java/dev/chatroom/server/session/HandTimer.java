package dev.chatroom.server.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A timer whose time a test sets forward by hand; what is due runs on the test's thread. For any thread. */
final class HandTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final List<Task<?>> tasks = new ArrayList<>();

    /** Guarded by the lock. */
    private long now;

    private volatile boolean shutdown;

    /** Lets so much time pass, and runs in its order what becomes due meanwhile. */
    void advance(Duration time) {
        long until = withLock(() -> now + time.toNanos());
        for (Task<?> next = takeDue(until); next != null; next = takeDue(until)) {
            next.run();
        }
        long unused = withLock(() -> now = until);
    }

    /** Its time, which begins with 0. */
    long nanoTime() {
        return withLock(() -> now);
    }

    /** How much is still to be run, or has been cancelled. */
    int waiting() {
        return withLock(tasks::size);
    }

    private Task<?> takeDue(long until) {
        return withLock(() -> {
            Task<?> next = tasks.stream().min(Comparator.comparingLong(task -> task.at)).orElse(null);
            if (next == null || next.at > until) {
                return null;
            }
            now = Math.max(now, next.at);
            tasks.remove(next);
            return next;
        });
    }

    private <T> T withLock(java.util.function.Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> ScheduledFuture<T> add(Callable<T> action, long delay, TimeUnit unit) {
        return withLock(() -> {
            Task<T> task = new Task<>(action, now + unit.toNanos(delay));
            tasks.add(task);
            return task;
        });
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(() -> {
            command.run();
            return null;
        }, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody repeats anything here");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody repeats anything here");
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<T> extends FutureTask<T> implements RunnableScheduledFuture<T> {
        private final long at;

        private Task(Callable<T> action, long at) {
            super(action);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - withLock(() -> now), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }
    }
}

package dev.chatroom.core.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Keeps what it is given until the test runs it. */
public final class ManualExecutor implements Executor {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean shutDown;

    @Override
    public void execute(Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("shut down");
        }
        waiting.add(task);
    }

    public int waiting() {
        return waiting.size();
    }

    /** Runs what it has been given up to now. */
    public void runWaiting() {
        List<Runnable> tasks = new ArrayList<>();
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            tasks.add(task);
        }
        tasks.forEach(Runnable::run);
    }

    public void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    void shutDown() {
        shutDown = true;
    }
}

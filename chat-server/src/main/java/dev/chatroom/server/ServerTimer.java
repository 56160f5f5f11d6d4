package dev.chatroom.server;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread on which a server's sessions have things done later. */
final class ServerTimer {
    private ServerTimer() {}

    /**
     * Starts it. After {@link ScheduledExecutorService#shutdown}, what was to happen later does not happen any more; what is to
     * happen now does, since a thread may wait for that.
     */
    static ScheduledExecutorService start() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().name("chatroom-timer").daemon().factory(),
                (task, closed) -> runIfDue(task));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // What was to end a handshake that has been done need not keep its connection.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static void runIfDue(Runnable task) {
        if (task instanceof Delayed due && due.getDelay(TimeUnit.NANOSECONDS) <= 0) {
            task.run();
        }
    }
}

package dev.chatroom.core.broadcast;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * An executor whose faults cost nobody anything: what it refuses, a virtual thread runs instead. A task may be run twice
 * if the executor takes it and throws all the same, so tasks must be able to run twice.
 *
 * @param executor runs the tasks as long as it takes them
 */
public record FallbackExecutor(Executor executor) implements Executor {

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (Throwable fault) {
            // An executor that is shutting down says so in this way, which is in order; anything else is a fault.
            if (!(fault instanceof RejectedExecutionException)) {
                report(fault);
            }
            startThread(task);
        }
    }

    private static void startThread(Runnable task) {
        try {
            Thread.startVirtualThread(task);
        } catch (Throwable outOfMemory) {
            report(outOfMemory);
        }
    }

    /** Runs foreign code that may throw anything. */
    public static void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable fault) {
            report(fault);
        }
    }

    /** Gives a fault to whoever wants to hear of it on this thread. */
    public static void report(Throwable fault) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        } catch (Throwable handlerFault) {
            // As the JVM does: nobody is left to be told.
            return;
        }
    }
}

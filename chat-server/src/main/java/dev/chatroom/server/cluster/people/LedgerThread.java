package dev.chatroom.server.cluster.people;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread of a ledger: does what it is given, one after the other, and something several times a second. */
final class LedgerThread implements Executor, AutoCloseable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Runnable tick;
    private final Consumer<Throwable> faults;
    private final Thread thread;

    LedgerThread(Runnable tick, Consumer<Throwable> faults) {
        this.tick = tick;
        this.faults = faults;
        // A platform's, since leases must be renewed however much the virtual ones have to do.
        this.thread = Thread.ofPlatform().daemon().name("cluster-people").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    private void run() {
        long due = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long wait = due - System.nanoTime();
                Runnable task = wait > 0 ? tasks.poll(wait, TimeUnit.NANOSECONDS) : tick;
                if (wait <= 0) {
                    due = System.nanoTime() + TICK;
                }
                if (task != null) {
                    perform(task);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Runnable task) {
        try {
            task.run();
        } catch (Throwable fault) {
            faults.accept(fault);
        }
    }

    /** Does nothing more. */
    @Override
    public void close() {
        thread.interrupt();
    }
}

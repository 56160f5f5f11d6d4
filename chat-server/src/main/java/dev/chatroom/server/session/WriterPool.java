package dev.chatroom.server.session;

import dev.chatroom.server.net.BufferPool;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the clients for whom something has come: a few virtual threads that take one session after the other, and
 * end when none is left. They also run the passes that wake readers, so that those who were woken are written to while
 * what that takes is still in the processor's cache.
 *
 * <p>A client that does not read blocks its writer. So a watch looks at the writers while anybody waits for them: one
 * that is stuck is relieved by two others, which doubles their number with each look until all who read are served. A
 * session that got its writer stuck is served by a thread of its own for some time.
 *
 * <p>For any thread.
 */
public final class WriterPool implements Executor {
    /** A writer that has run one task for so long is stuck, or the machine is so busy that another does no harm. */
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A writer that has found work for so long is helped by another, if there are carriers left. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How many tasks a writer runs before it lets other virtual threads run. */
    private static final int TASKS_PER_TURN = 64;

    /** One task of so many is a background task, even while others wait: so users come in and leave however busy the server is. */
    private static final int TASKS_PER_BACKGROUND_TASK = 8;

    private static final int MOST_RELIEFS_PER_LOOK = 1_024;

    private final BufferPool buffers;
    private final ScheduledExecutorService timer;

    /** How many writers there are at most, those that are stuck not counted. */
    private final int most;

    private final ConcurrentLinkedQueue<WriteTask> ready = new ConcurrentLinkedQueue<>();

    /** Tasks that let users in or out: users who are there need not wait for them. */
    private final ConcurrentLinkedQueue<Runnable> background = new ConcurrentLinkedQueue<>();

    /** How many writers look after the queue: all that have not been relieved. */
    private final AtomicInteger onDuty = new AtomicInteger();

    private final Set<Writer> writers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * A pool without writers; they are started when there is work.
     *
     * @param most how many writers take turns at most, those that are stuck not counted: as many as there are processors
     */
    public WriterPool(BufferPool buffers, ScheduledExecutorService timer, int most) {
        this.buffers = buffers;
        this.timer = timer;
        this.most = most;
    }

    /** Runs something short that does not block, in its turn. */
    @Override
    public void execute(Runnable task) {
        serve(asWriteTask(task));
    }

    /** Has a task run until there is no more to do. The task must not be waiting for that already. */
    void serve(WriteTask task) {
        if (task.isDetached()) {
            Thread.startVirtualThread(() -> serveAlone(task));
            return;
        }
        ready.add(task);
        call();
    }

    /**
     * Runs something short that does not block and lets a user in or out. However many come or go at once, the users who are
     * there are served first. If they leave no time, one background task is run after every few of their tasks.
     */
    void executeBackground(Runnable task) {
        background.add(task);
        call();
    }

    private void call() {
        if (onDuty.compareAndSet(0, 1)) {
            start();
        } else {
            watch();
        }
    }

    private boolean isIdle() {
        return ready.isEmpty() && background.isEmpty();
    }

    private @Nullable WriteTask next(int served) {
        boolean backgroundIsDue = served % TASKS_PER_BACKGROUND_TASK == TASKS_PER_BACKGROUND_TASK - 1;
        WriteTask next = backgroundIsDue ? null : ready.poll();
        if (next != null) {
            return next;
        }
        Runnable task = background.poll();
        return task == null ? ready.poll() : asWriteTask(task);
    }

    private static WriteTask asWriteTask(Runnable task) {
        return buffer -> {
            task.run();
            return false;
        };
    }

    private void serveAlone(WriteTask task) {
        ByteBuffer buffer = buffers.take();
        try {
            boolean more = true;
            while (more) {
                more = task.run(buffer.clear());
            }
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private void start() {
        Thread.startVirtualThread(new Writer());
    }

    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        ScheduledFuture<?> unused = timer.schedule(this::look, STUCK_NANOS, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        int reliefs = 0;
        for (Writer writer : writers) {
            if (writer.isStuck(now) && writer.relieve()) {
                reliefs += 2;
            }
        }
        for (int i = 0; i < Math.min(reliefs, MOST_RELIEFS_PER_LOOK) && !isIdle(); i++) {
            onDuty.incrementAndGet();
            start();
        }
        if (reliefs == 0) {
            dismissSurplus();
        }
        if (onDuty.get() > 0) {
            lookLater();
            return;
        }
        watching.set(false);
        // Whoever came between the last two steps saw us watching.
        if (onDuty.get() > 0) {
            watch();
        }
    }

    private void dismissSurplus() {
        for (Writer writer : writers) {
            if (onDuty.get() <= most) {
                return;
            }
            writer.relieve();
        }
    }

    /** Takes task after task, until none is left or it has been relieved. */
    private final class Writer implements Runnable {
        private final AtomicBoolean relieved = new AtomicBoolean();

        /** What it runs now; written by this writer. */
        private volatile @Nullable WriteTask running;

        /** Since when, by System.nanoTime; written by this writer, before {@code running}. */
        private volatile long since;

        @Override
        public void run() {
            writers.add(this);
            try {
                ByteBuffer buffer = buffers.take();
                try {
                    serveAll(buffer);
                } finally {
                    buffers.giveBack(buffer);
                }
            } finally {
                writers.remove(this);
                // Only a fault ends a writer on duty; then somebody must see to those who wait.
                if (relieve() && !isIdle() && onDuty.compareAndSet(0, 1)) {
                    start();
                }
            }
        }

        private void serveAll(ByteBuffer buffer) {
            long began = System.nanoTime();
            int served = 0;
            while (!relieved.get()) {
                WriteTask next = next(served);
                if (next == null) {
                    // Whoever came before we said so counted on us.
                    if (!relieve() || isIdle() || !onDuty.compareAndSet(0, 1)) {
                        return;
                    }
                    relieved.set(false);
                    continue;
                }
                since = System.nanoTime();
                running = next;
                if (next.run(buffer.clear())) {
                    serve(next);
                }
                running = null;
                served++;
                if (served % TASKS_PER_TURN == 0) {
                    letOthersRun(began);
                }
            }
        }

        @SuppressWarnings("ThreadPriorityCheck")
        private void letOthersRun(long began) {
            int working = onDuty.get();
            if (working < most && System.nanoTime() - began > BUSY_NANOS && !isIdle()
                    && onDuty.compareAndSet(working, working + 1)) {
                start();
            }
            Thread.yield();
        }

        boolean isStuck(long now) {
            WriteTask serving = running;
            // Not what the session's connection says of itself: it may be held up by others who write to it.
            if (serving == null || now - since < STUCK_NANOS) {
                return false;
            }
            serving.runDetached();
            return true;
        }

        /** Takes it off duty; false if that was done before. */
        boolean relieve() {
            if (!relieved.compareAndSet(false, true)) {
                return false;
            }
            onDuty.decrementAndGet();
            return true;
        }
    }
}

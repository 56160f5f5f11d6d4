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
    /** A writer that is at one errand for so long is stuck, or the machine is so busy that another does no harm. */
    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** A writer that has found work for so long is helped by another, if there are carriers left. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How many errands a writer runs before it lets other virtual threads run. */
    private static final int ERRANDS_PER_TURN = 64;

    /** Of so many errands one is for those who come and go, even if those who are there leave no time for it. */
    private static final int ERRANDS_PER_PASSAGE = 8;

    private static final int MOST_RELIEFS_PER_LOOK = 1_024;

    private final BufferPool buffers;
    private final ScheduledExecutorService timer;

    /** How many writers there are at most, those that are stuck not counted. */
    private final int most;

    private final ConcurrentLinkedQueue<WriteTask> ready = new ConcurrentLinkedQueue<>();

    /** Those who come and go: those who are there need not wait for them. */
    private final ConcurrentLinkedQueue<Runnable> passing = new ConcurrentLinkedQueue<>();

    /** How many writers look after the queue: all that have not been relieved. */
    private final AtomicInteger onDuty = new AtomicInteger();

    private final Set<Writer> writers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * A crew without writers; they come with the work.
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
        serve(errand(task));
    }

    /** Sees to it that an errand is run until there is no more to do; it must not be waiting for that already. */
    void serve(WriteTask errand) {
        if (errand.isDetached()) {
            Thread.startVirtualThread(() -> serveAlone(errand));
            return;
        }
        ready.add(errand);
        call();
    }

    /**
     * Runs something short that does not block and lets somebody in or out: however many come or go at once, those who are
     * there are served first, and one who passes after every few of them if they leave no time.
     */
    void executeBackground(Runnable passage) {
        passing.add(passage);
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
        return ready.isEmpty() && passing.isEmpty();
    }

    private @Nullable WriteTask next(int served) {
        boolean passageIsDue = served % ERRANDS_PER_PASSAGE == ERRANDS_PER_PASSAGE - 1;
        WriteTask next = passageIsDue ? null : ready.poll();
        if (next != null) {
            return next;
        }
        Runnable passage = passing.poll();
        return passage == null ? ready.poll() : errand(passage);
    }

    private static WriteTask errand(Runnable task) {
        return buffer -> {
            task.run();
            return false;
        };
    }

    private void serveAlone(WriteTask errand) {
        ByteBuffer buffer = buffers.take();
        try {
            boolean more = true;
            while (more) {
                more = errand.run(buffer.clear());
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
            boolean unused = writer.relieve();
        }
    }

    /** Takes errand after errand, until none is left or it has been relieved. */
    private final class Writer implements Runnable {
        private final AtomicBoolean relieved = new AtomicBoolean();

        /** What it is at; written by this writer. */
        private volatile @Nullable WriteTask errand;

        /** Since when, by System.nanoTime; written by this writer, before {@code errand}. */
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
                errand = next;
                if (next.run(buffer.clear())) {
                    serve(next);
                }
                errand = null;
                served++;
                if (served % ERRANDS_PER_TURN == 0) {
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
            WriteTask serving = errand;
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

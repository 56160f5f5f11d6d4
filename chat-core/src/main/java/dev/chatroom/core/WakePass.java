package dev.chatroom.core;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pass over all who may have to be woken, run by an executor, one at a time. Requests that come while one runs are
 * served together by the next: so it serves everything that was published since the last. For any thread.
 *
 * <pre>
 *          request: start           request
 *   IDLE ──────────────▶ RUNNING ──────────────▶ AGAIN
 *        ◀──────────────         ◀──────────────
 *             done                  done: once more
 * </pre>
 */
final class WakePass {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int AGAIN = 2;

    private final Executor executor;
    private final Runnable pass;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    WakePass(Executor executor, Runnable pass) {
        this.executor = executor;
        this.pass = pass;
    }

    /** Sees to it that a pass begins after this call. */
    void request() {
        while (true) {
            int now = state.get();
            if (now == AGAIN || (now == RUNNING && state.compareAndSet(now, AGAIN))) {
                return;
            }
            if (now == IDLE && state.compareAndSet(now, RUNNING)) {
                start();
                return;
            }
        }
    }

    /** Whether a pass may be under way. */
    boolean isUnderWay() {
        return state.get() != IDLE;
    }

    /** Virtual threads are not preempted: without this a pass over a large room keeps a carrier from everybody else. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void giveWay() {
        Thread.yield();
    }

    private void start() {
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException executorGone) {
            // The executor is shutting down before its broadcaster; readers must still learn of the last events.
            run();
        }
    }

    private void run() {
        while (true) {
            state.set(RUNNING);
            pass.run();
            if (state.compareAndSet(RUNNING, IDLE)) {
                return;
            }
            giveWay();
        }
    }
}

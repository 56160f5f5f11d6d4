package dev.chatroom.core;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * A pass over all who may have to be woken, one at a time, in turns that the executor runs one after the other: so whoever
 * has been woken can be served before the next are. Requests that come while one is under way are served together by the
 * next: so it serves everything that was published since the last. For any thread.
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
    private final IntPredicate turns;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** The number of the next turn. Owned by the pass under way. */
    private int turn;

    /**
     * @param executor runs the turns
     * @param turns wakes those whose turn has this number, from 0 on, and returns whether there is another turn
     */
    WakePass(Executor executor, IntPredicate turns) {
        this.executor = executor;
        this.turns = turns;
    }

    /** Sees to it that a pass begins after this call. */
    void request() {
        while (true) {
            int now = state.get();
            if (now == AGAIN || (now == RUNNING && state.compareAndSet(now, AGAIN))) {
                return;
            }
            if (now == IDLE && state.compareAndSet(now, RUNNING)) {
                if (!isHandedOver()) {
                    run();
                }
                return;
            }
        }
    }

    /** Whether a pass may be under way. */
    boolean isUnderWay() {
        return state.get() != IDLE;
    }

    private void run() {
        do {
            boolean more = turns.test(turn);
            turn = more ? turn + 1 : 0;
            if (!more) {
                if (state.compareAndSet(RUNNING, IDLE)) {
                    return;
                }
                state.set(RUNNING);
            }
        } while (!isHandedOver());
    }

    /** Whether the executor runs the next turn; false if it leaves that to us. */
    private boolean isHandedOver() {
        Step next = new Step();
        try {
            executor.execute(next);
        } catch (RejectedExecutionException executorGone) {
            // It is shutting down before its broadcaster; readers must still learn of the last events.
            return false;
        }
        return next.isHandedOver();
    }

    /** The next turn. If the executor runs it at once, on the thread that hands it over, that thread goes on instead. */
    private final class Step implements Runnable {
        private final Thread from = Thread.currentThread();

        /** Both are owned by that thread. */
        private boolean handingOver = true;

        private boolean refused;

        @Override
        public void run() {
            if (handingOver && from.equals(Thread.currentThread())) {
                refused = true;
            } else {
                WakePass.this.run();
            }
        }

        boolean isHandedOver() {
            handingOver = false;
            return !refused;
        }
    }
}

package dev.chatroom.core.broadcast;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * A pass over all who may have to be woken, one at a time, in turns that the executor runs one after the other: so whoever
 * has been woken can be served before the next are. Requests that come while one is under way are served together by the
 * next: so it serves everything that was published since the last. For any thread.
 *
 * <pre>
 *          request         the executor runs a turn
 *   IDLE ──────────▶ DUE ────────────────────────────▶ RUNNING ◀──────────────────────────┐
 *                     ▲                                │  │  │   the executor runs a turn  │
 *                     └────────────────────────────────┘  │  └──▶ BETWEEN ────────────────┘
 *                        done, and requested again        │       more turns
 *   IDLE ◀────────────────────────────────────────────────┘
 *                        done
 * </pre>
 *
 * <p>An executor may lose a turn. Nobody can see that, so a request that finds a turn which has not begun hands it over
 * again; of the same turn, only what was handed over last is run. So that this stays cheap while the executor is only
 * slow, the requests do it that come first, and then one in a millisecond.
 */
final class Notifier {
    private static final int IDLE = 0;
    private static final int DUE = 1;
    private static final int BETWEEN = 2;
    private static final int RUNNING = 3;

    /** The bits of the state that hold one of these. */
    private static final long PHASE = 3;

    /** The bit of the state that says that another pass must follow. */
    private static final long AGAIN = 4;

    /** The rest of the state: counts what has been handed over. */
    private static final long HAND_OVER = 8;

    /** So many requests during a pass hand a turn over again at once. */
    private static final int REPEATED_AT_ONCE = 8;

    private static final long NANOS_BETWEEN_REPEATS = 1_000_000;

    private final Executor executor;
    private final IntPredicate turns;
    private final AtomicLong state = new AtomicLong(IDLE);

    /** The number of the next turn. Owned by the turn that runs; else it waits for the next. */
    private int turn;

    /** Requests that found a turn not begun. Any thread writes it without a lock: to lose one delays a repetition. */
    private int repeatsWanted;

    /** When something was handed over again last; as before. */
    private long repeatedAt;

    /**
     * @param executor runs the turns; must not throw
     * @param turns wakes those whose turn has this number, from 0 on, and returns whether there is another turn
     */
    Notifier(Executor executor, IntPredicate turns) {
        this.executor = executor;
        this.turns = turns;
    }

    /** Sees to it that a pass begins after this call; if turns have been lost, as soon as it seems so. */
    void request() {
        request(false);
    }

    /** As {@link #request}, for the last time: a turn that has not begun counts as lost. */
    void insist() {
        request(true);
    }

    /** Whether a pass may be under way. */
    boolean isUnderWay() {
        return phase(state.get()) != IDLE;
    }

    /** Whether a turn that is not the first has been handed over and has not begun. */
    boolean isBetweenTurns() {
        return phase(state.get()) == BETWEEN;
    }

    private void request(boolean last) {
        while (true) {
            long now = state.get();
            boolean running = phase(now) == RUNNING;
            boolean idle = phase(now) == IDLE;
            boolean handsOver = idle || (!running && (last || seemsLost()));
            // Between two turns it is too late to be served by the pass under way.
            long next = phase(now) == BETWEEN || running ? now | AGAIN : now;
            next += idle ? DUE : 0;
            next += handsOver ? HAND_OVER : 0;
            if (next == now) {
                return;
            }
            if (state.compareAndSet(now, next)) {
                repeatsWanted = idle ? 0 : repeatsWanted;
                if (handsOver) {
                    handOver(next);
                }
                return;
            }
        }
    }

    private boolean seemsLost() {
        repeatsWanted++;
        if (repeatsWanted < REPEATED_AT_ONCE) {
            return true;
        }
        long now = System.nanoTime();
        if (repeatsWanted > REPEATED_AT_ONCE && now - repeatedAt < NANOS_BETWEEN_REPEATS) {
            return false;
        }
        repeatedAt = now;
        return true;
    }

    /** Has the executor run the next turn, or runs it, and what follows, if the executor leaves it to this thread. */
    private void handOver(long handedOver) {
        long next = handedOver;
        while (phase(next) != IDLE) {
            Step step = new Step(next);
            executor.execute(step);
            if (!step.isLeftToUs() || !begin(next)) {
                return;
            }
            next = runTurn();
        }
    }

    /** Whether this is still what was handed over last, and has not begun. */
    private boolean begin(long handedOver) {
        while (true) {
            long now = state.get();
            // All but AGAIN, which may have been added meanwhile.
            if ((now | AGAIN) != (handedOver | AGAIN)) {
                return false;
            }
            if (state.compareAndSet(now, now | RUNNING)) {
                return true;
            }
        }
    }

    /** Runs a turn that has begun; returns the state after it. */
    private long runTurn() {
        boolean more = false;
        try {
            more = turns.test(turn);
        } catch (Throwable fault) {
            // Whatever it is, the next pass begins from the beginning.
            FallbackExecutor.report(fault);
        }
        turn = more ? turn + 1 : 0;
        while (true) {
            long now = state.get();
            long handedOver = now & ~PHASE & ~AGAIN;
            boolean again = (now & AGAIN) != 0;
            long next;
            if (more) {
                next = handedOver + HAND_OVER + BETWEEN + (now & AGAIN);
            } else {
                next = again ? handedOver + HAND_OVER + DUE : handedOver + IDLE;
            }
            if (state.compareAndSet(now, next)) {
                return next;
            }
        }
    }

    private static int phase(long state) {
        return (int) (state & PHASE);
    }

    /** The next turn. If the executor runs it at once, on the thread that hands it over, that thread goes on instead. */
    private final class Step implements Runnable {
        private final long handedOver;
        private final Thread from = Thread.currentThread();

        /** Both are owned by that thread. */
        private boolean handingOver = true;

        private boolean leftToUs;

        Step(long handedOver) {
            this.handedOver = handedOver;
        }

        @Override
        public void run() {
            if (from.equals(Thread.currentThread()) && handingOver) {
                leftToUs = true;
            } else if (begin(handedOver)) {
                handOver(runTurn());
            }
        }

        boolean isLeftToUs() {
            handingOver = false;
            return leftToUs;
        }
    }
}

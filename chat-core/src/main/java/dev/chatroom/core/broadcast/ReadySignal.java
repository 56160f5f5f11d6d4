package dev.chatroom.core.broadcast;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts a reader when something has come, one at a time, and loses no wake-up. {@link #signal} is for any thread,
 * {@link #rest} for the reader that was started. As a callback it signals: it is what a {@link Subscription}
 * calls, so that nothing stands between the two.
 *
 * <pre>
 *            something came: start the reader
 *   IDLE ─────────────────────────────────────▶ SCHEDULED
 *        ◀─────────────────────────────────────
 *          rest: nothing left, and still nothing
 *          after saying so
 * </pre>
 */
public final class ReadySignal implements InlineCallback {
    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final AtomicIntegerFieldUpdater<ReadySignal> STATE =
            AtomicIntegerFieldUpdater.newUpdater(ReadySignal.class, "state");

    private final Runnable reader;
    private volatile int state = IDLE;

    /** The thread that waits for something itself, if any. Written by that thread. */
    private volatile @Nullable Thread waiting;

    /** @param reader starts the reader; must be quick */
    public ReadySignal(Runnable reader) {
        this.reader = reader;
    }

    @Override
    public void run() {
        signal();
    }

    /** Something has come. */
    public void signal() {
        if (state == IDLE && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
            Thread thread = waiting;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
            FallbackExecutor.call(reader);
        }
    }

    /**
     * The reader found nothing left.
     *
     * @param something looks whether there is something all the same: it may have come before the state was set to IDLE
     * @return true if the reader may go, false if it must go on
     */
    public boolean rest(BooleanSupplier something) {
        state = IDLE;
        return !something.getAsBoolean() || !STATE.compareAndSet(this, IDLE, SCHEDULED);
    }

    /** For a thread that is a reader and waits itself: to be called before it looks and rests, and with null afterwards. */
    public void expect(@Nullable Thread thread) {
        waiting = thread;
    }
}

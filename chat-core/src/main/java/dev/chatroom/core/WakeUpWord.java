package dev.chatroom.core;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Starts a reader when something has come, one at a time, and loses no wake-up. {@link #signal} is for any thread,
 * {@link #rest} for the reader that was started.
 *
 * <pre>
 *            something came: start the reader
 *   IDLE ─────────────────────────────────────▶ SCHEDULED
 *        ◀─────────────────────────────────────
 *          rest: nothing left, and still nothing
 *          after saying so
 * </pre>
 */
final class WakeUpWord {
    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;

    private final Runnable reader;
    private final AtomicInteger word = new AtomicInteger(IDLE);

    /** @param reader starts the reader; must be quick */
    WakeUpWord(Runnable reader) {
        this.reader = reader;
    }

    /** Something has come. */
    void signal() {
        if (word.get() == IDLE && word.compareAndSet(IDLE, SCHEDULED)) {
            reader.run();
        }
    }

    /**
     * The reader found nothing left.
     *
     * @param something looks whether there is something all the same: it may have come before the word said IDLE
     * @return true if the reader may go, false if it must go on
     */
    boolean rest(BooleanSupplier something) {
        word.set(IDLE);
        return !something.getAsBoolean() || !word.compareAndSet(IDLE, SCHEDULED);
    }
}

package dev.chatroom.core.broadcast;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reader's thread that waits until something has come, or for a time. For that thread. */
public final class Waiting {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Waiting() {}

    /**
     * Looks until there is something.
     *
     * @param look null if there is nothing now, after which whoever is {@code expected} is unparked as soon as there is
     * @param expected is told who waits, and null when nobody does any more
     * @throws InterruptedException if the thread is or becomes interrupted before there is something
     */
    public static <D> D untilThere(Supplier<@Nullable D> look, Consumer<@Nullable Thread> expected)
            throws InterruptedException {
        expected.accept(Thread.currentThread());
        try {
            while (true) {
                D next = lookOnce(look);
                if (next != null) {
                    return next;
                }
                LockSupport.park(look);
            }
        } finally {
            expected.accept(null);
        }
    }

    /** As before, but no longer than that; null if there is nothing even then. */
    public static <D> @Nullable D atMost(Duration timeout, Supplier<@Nullable D> look,
            Consumer<@Nullable Thread> expected)
            throws InterruptedException {
        long nanos = timeout.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : Math.max(0, timeout.toNanos());
        long begin = System.nanoTime();
        expected.accept(Thread.currentThread());
        try {
            while (true) {
                D next = lookOnce(look);
                long left = nanos - (System.nanoTime() - begin);
                if (next != null || left <= 0) {
                    return next;
                }
                LockSupport.parkNanos(look, left);
            }
        } finally {
            expected.accept(null);
        }
    }

    private static <D> @Nullable D lookOnce(Supplier<@Nullable D> look) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return look.get();
    }
}

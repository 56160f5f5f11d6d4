package dev.chatroom.core.broadcast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a reader reads from: a {@link Subscription} or an {@code Outbox}. For one thread at a time, which may wait
 * ({@link #take}, {@link #poll(Duration)}, {@link #stream}) or not ({@link #poll()}, {@link #drainTo}).
 *
 * <p>One convention holds for all of them: null, or 0, means that there is nothing now; after that, and only after that,
 * the readiness callback runs once as soon as there is something. {@link Delivery.Closed} comes last, and again whenever
 * it is asked for.
 *
 * @param <D> what is delivered
 */
public interface Deliveries<D extends Delivery<?>> {

    /** What comes next, or null if there is nothing now. Never blocks. */
    default @Nullable D poll() {
        List<D> next = new ArrayList<>(1);
        return drainTo(next, 1) == 0 ? null : next.getFirst();
    }

    /**
     * What comes next, waiting for it if need be.
     *
     * @throws InterruptedException if the thread is interrupted before something comes; nothing is lost by it
     */
    D take() throws InterruptedException;

    /**
     * What comes next, waiting for it for a time at most; null if there is nothing even then.
     *
     * @param timeout how long to wait; not at all if it is zero or negative
     * @throws InterruptedException if the thread is interrupted before something comes; nothing is lost by it
     */
    @Nullable D poll(Duration timeout) throws InterruptedException;

    /**
     * Moves what is there now to a collection, in order: cheaper than one by one. Never blocks.
     *
     * @param target takes it; if {@code add} throws, as that of a full queue does, what it threw for comes again
     * @param most how many at most, at least 1
     * @return how many were moved, 0 if there is nothing now; fewer than {@code most} does not mean that nothing is left
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    int drainTo(Collection<? super D> target, int most);

    /**
     * What comes, up to the end and without it, waiting for it if need be. The stream is sequential. If its thread is
     * interrupted while it waits, it throws a {@link CancellationException}, and the thread stays interrupted.
     */
    default Stream<D> stream() {
        return StreamSupport.stream(
                new AbstractSpliterator<D>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super D> action) {
                        D next = takeUnlessCancelled();
                        if (next instanceof Delivery.Closed) {
                            return false;
                        }
                        action.accept(next);
                        return true;
                    }
                }, false);
    }

    private D takeUnlessCancelled() {
        try {
            return take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("interrupted while waiting for what comes");
            cancelled.initCause(interrupted);
            throw cancelled;
        }
    }
}

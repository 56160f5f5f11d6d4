package dev.chatroom.core.broadcast;

import dev.chatroom.core.broadcast.Delivery.Closed;
import dev.chatroom.core.broadcast.Delivery.FromLog;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber of the Reactive Streams is given of a broadcaster's log, as much as it asks for, by one thread at a
 * time. It is run whenever something may be to be given: it then looks for itself.
 */
final class FlowPublication<E> implements Flow.Subscription, Runnable {
    private final Broadcaster<E> broadcaster;
    private final Subscription<E> source;

    /** Null once nothing more is to be given. Written by the thread that gives. */
    private volatile Flow.@Nullable Subscriber<? super FromLog<E>> subscriber;

    /** How much the subscriber has asked for and not been given; {@link Long#MAX_VALUE} if it wants all. */
    private final AtomicLong demand = new AtomicLong();

    /** How often this was run since the thread that gives began its last look; 0 if none gives. */
    private final AtomicInteger runs = new AtomicInteger();

    private volatile boolean cancelled;

    /** What the subscriber has done wrong, if anything. */
    private volatile @Nullable IllegalArgumentException misuse;

    private FlowPublication(Broadcaster<E> broadcaster, int back, Flow.Subscriber<? super FromLog<E>> subscriber) {
        this.broadcaster = broadcaster;
        this.subscriber = subscriber;
        this.source = broadcaster.subscribe(back, this);
    }

    static <E> void start(Broadcaster<E> broadcaster, int back, Flow.Subscriber<? super FromLog<E>> subscriber) {
        FlowPublication<E> publication = new FlowPublication<>(broadcaster, back, subscriber);
        // Nothing is given before this is over.
        publication.runs.set(1);
        publication.give(() -> subscriber.onSubscribe(publication));
        publication.runs.set(0);
        publication.handOver();
    }

    @Override
    public void request(long more) {
        if (more <= 0) {
            misuse = new IllegalArgumentException("a subscriber must ask for at least 1 (rule 3.9), not for " + more);
        } else {
            demand.accumulateAndGet(more, (before, added) -> {
                long sum = before + added;
                return sum < 0 ? Long.MAX_VALUE : sum;
            });
        }
        handOver();
    }

    @Override
    public void cancel() {
        cancelled = true;
        source.close();
        handOver();
    }

    private void handOver() {
        broadcaster.listeners().execute(this);
    }

    @Override
    public void run() {
        if (runs.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            giveAll();
            seen = runs.addAndGet(-seen);
        }
    }

    private void giveAll() {
        boolean goesOn = true;
        while (goesOn) {
            Flow.Subscriber<? super FromLog<E>> now = subscriber;
            if (now == null || cancelled) {
                subscriber = null;
                return;
            }
            IllegalArgumentException wrong = misuse;
            if (wrong != null) {
                end(() -> now.onError(wrong));
            } else if (demand.get() == 0) {
                goesOn = false;
                if (source.hasNext() && source.isAtEnd()) {
                    end(now::onComplete);
                }
            } else {
                goesOn = giveNext(now);
            }
        }
    }

    private boolean giveNext(Flow.Subscriber<? super FromLog<E>> now) {
        FromLog<E> next = source.poll();
        if (next == null) {
            return false;
        }
        if (next instanceof Closed) {
            end(now::onComplete);
            return true;
        }
        demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
        give(() -> now.onNext(next));
        return true;
    }

    private void end(Runnable last) {
        subscriber = null;
        source.close();
        give(last);
    }

    /** Calls the subscriber. It must not throw (rule 2.13); if it does, it has cancelled. */
    private void give(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable fault) {
            cancelled = true;
            source.close();
            FallbackExecutor.report(fault);
        }
    }
}

package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Publishers and readers at full speed, fast ones and slow ones, waiting ones and called ones. */
@Timeout(60)
class BroadcasterStressTest {
    private static final int PUBLISHERS = 4;
    private static final int EVENTS_EACH = 5_000;
    private static final int EVENTS = PUBLISHERS * EVENTS_EACH;
    private static final int READERS = 50;

    private final Broadcaster<Integer> news = new Broadcaster<>("news", 128, Thread::startVirtualThread);

    /** What the first reader to come by found at each sequence; all others must find the same. */
    private final AtomicReferenceArray<@Nullable Integer> history = new AtomicReferenceArray<>(EVENTS + 1);
    private final CountDownLatch atTheEnd = new CountDownLatch(READERS);

    /** Checks what one reader gets. */
    private class Reader {
        /** How many deliveries it takes before it lets others run; a small number makes it slow. */
        private final int stamina;
        private long last;
        private long lagged;
        private boolean ended;
        private @Nullable AssertionError failure;

        Reader(int stamina) {
            this.stamina = stamina;
        }

        /** Takes note of a delivery; false after the last one. */
        final boolean accept(Delivery.FromLog<Integer> delivery) {
            if (ended) {
                return false;
            }
            try {
                check(delivery);
            } catch (AssertionError wrong) {
                failure = wrong;
                ended = true;
            }
            if (ended) {
                atTheEnd.countDown();
            }
            return !ended;
        }

        private void check(Delivery.FromLog<Integer> delivery) {
            switch (delivery) {
                case Delivery.Event<Integer>(long sequence, Integer event) -> {
                    assertThat(sequence).isEqualTo(last + 1);
                    Integer seen = history.compareAndExchange((int) sequence, null, event);
                    assertThat(seen == null || seen.equals(event)).isTrue();
                    last = sequence;
                }
                case Delivery.Lagged<Integer>(String source, long missed) -> {
                    assertThat(missed).isPositive();
                    last += missed;
                    lagged += missed;
                }
                case Delivery.Closed<Integer> closed -> {
                    assertThat(last).isEqualTo(EVENTS);
                    ended = true;
                }
            }
        }
    }

    /** Waits in a thread of its own. */
    private final class Taker extends Reader {
        private final Subscription<Integer> subscription = news.subscribe();

        Taker(int stamina) {
            super(stamina);
        }

        private void run() {
            try {
                for (int taken = 1; accept(subscription.take()); taken++) {
                    restAfter(taken, super.stamina);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Has a thread only while there is something to read, as a server's connections do. */
    private final class Called extends Reader {
        private final ExecutorService threads;
        private final AtomicBoolean scheduled = new AtomicBoolean();
        private final Subscription<Integer> subscription = news.subscribe(0, this::schedule);
        private volatile boolean ready = true;

        Called(int stamina, ExecutorService threads) {
            super(stamina);
            this.threads = threads;
        }

        private void schedule() {
            ready = true;
            if (scheduled.compareAndSet(false, true)) {
                threads.execute(this::drain);
            }
        }

        private void drain() {
            ready = false;
            int taken = 0;
            for (var next = subscription.poll(); next != null && accept(next); next = subscription.poll()) {
                restAfter(++taken, super.stamina);
            }
            scheduled.set(false);
            if (ready && !super.ended) {
                schedule();
            }
        }
    }

    @RepeatedTest(3)
    void everyReaderGetsTheOneHistoryToItsEnd() throws InterruptedException {
        List<Reader> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < READERS; i++) {
                int stamina = i % 5 == 0 ? 1 : Integer.MAX_VALUE;
                if (i % 2 == 0) {
                    Taker taker = new Taker(stamina);
                    readers.add(taker);
                    threads.execute(taker::run);
                } else {
                    Called called = new Called(stamina, threads);
                    readers.add(called);
                    called.schedule();
                }
            }
            publishEverything(threads);
            news.close();

            boolean allEnded = atTheEnd.await(30, TimeUnit.SECONDS);
            threads.shutdownNow();
            assertThat(allEnded).as("all readers came to the end").isTrue();
        }
        assertThat(readers).allSatisfy(reader -> assertThat(reader.failure).isNull());
        assertThat(readers.stream().mapToLong(reader -> reader.lagged).sum()).as("some lagged").isPositive();
    }

    private void publishEverything(ExecutorService threads) throws InterruptedException {
        CountDownLatch published = new CountDownLatch(PUBLISHERS);
        IntStream.range(0, PUBLISHERS).forEach(publisher -> threads.execute(() -> {
            for (int i = 0; i < EVENTS_EACH; i++) {
                news.publish(publisher * EVENTS_EACH + i);
                restAfter(i, 100);
            }
            published.countDown();
        }));
        assertThat(published.await(30, TimeUnit.SECONDS)).as("all was published").isTrue();
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private static void restAfter(int done, int stamina) {
        if (done % stamina == 0) {
            Thread.yield();
        }
    }
}

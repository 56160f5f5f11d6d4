package dev.chatroom.server.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private final ManualTime time = new ManualTime();
    private final ServerClock clock = new ServerClock(time, Duration.ofSeconds(1));
    private final AtomicInteger happened = new AtomicInteger();

    /** What the timer is told to do, by hand. */
    private final ManualTimer timer = new ManualTimer();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private void start() {
        Timeout unused = Timeout.start(clock, timer, Duration.ofSeconds(10), happened::incrementAndGet);
    }

    private void runFor(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.advance(Duration.ofSeconds(1));
            clock.beat();
        }
    }

    @Test
    void itHappensOnceWhenTheTimeIsOver() {
        start();

        runFor(10);
        timer.runNext();

        assertThat(happened).hasValue(1);
        assertThat(timer.delays).containsExactly(Duration.ofSeconds(10));
    }

    @Test
    void afterAStopThereIsAllOfTheTimeAgain() {
        start();
        runFor(9);

        time.advance(Duration.ofSeconds(190));
        timer.runNext();
        assertThat(happened).as("the timer is faster than the sweeper").hasValue(0);
        clock.beat();
        runFor(10);
        timer.runNext();

        assertThat(happened).hasValue(1);
        assertThat(timer.delays).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void whatIsCancelledDoesNotHappen() {
        Timeout timeout = Timeout.start(clock, timer, Duration.ofSeconds(10), happened::incrementAndGet);

        timeout.cancel();
        runFor(10);
        timer.runNext();

        assertThat(happened).hasValue(0);
    }

    @Test
    void itHappensByARealTimer() throws Exception {
        ServerClock real = new ServerClock(System::nanoTime, Duration.ofDays(1));
        CountDownLatch done = new CountDownLatch(1);
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
        try {
            Timeout unused = Timeout.start(real, executor, Duration.ofMillis(1), done::countDown);
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Keeps what it is to run until it is told to. */
    private static final class ManualTimer extends ScheduledThreadPoolExecutor {
        private final List<Duration> delays = new ArrayList<>();
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        ManualTimer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            tasks.add(task);
            return super.schedule(() -> {
            }, 1, TimeUnit.DAYS);
        }

        void runNext() {
            tasks.remove().run();
        }
    }
}

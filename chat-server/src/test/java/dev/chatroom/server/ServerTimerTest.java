package dev.chatroom.server;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

class ServerTimerTest {
    private final ScheduledExecutorService timer = ServerTimer.start();

    @Test
    void nobodyWaitsForATurnWhenTheServerIsGone() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch turns = new CountDownLatch(2);
        timer.execute(() -> awaitQuietly(busy));
        timer.execute(turns::countDown);

        timer.shutdown();
        timer.execute(turns::countDown);
        busy.countDown();

        assertThat(turns.await(20, SECONDS)).isTrue();
    }

    @Test
    void nothingHappensLaterWhenTheServerIsGone() throws InterruptedException {
        ScheduledFuture<?> later = timer.schedule(() -> {}, 1, HOURS);

        timer.shutdown();

        assertThat(timer.awaitTermination(20, SECONDS)).isTrue();
        assertThat(later.isCancelled()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

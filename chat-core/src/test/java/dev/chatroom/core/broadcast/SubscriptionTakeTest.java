package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Readings;
import dev.chatroom.core.Threads;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading with a thread that waits. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubscriptionTakeTest {
    private final Broadcaster<String> news = new Broadcaster<>("news", 4, Runnable::run);
    private final Subscription<String> reader = news.subscribe();

    @Test
    void takeReturnsWhatIsThereWithoutWaiting() throws InterruptedException {
        IntStream.range(0, 5).forEach(i -> news.publish("event"));

        assertThat(Readings.text(reader.take())).isEqualTo("news lagged 1");
        assertThat(Readings.text(reader.take())).isEqualTo("2 event");
    }

    @Test
    void takeWaitsUntilSomethingIsPublished() {
        Threads.Running<String> taking = Threads.start(() -> Readings.text(reader.take())).untilParked();

        news.publish("at last");

        assertThat(taking.get()).isEqualTo("1 at last");
    }

    @Test
    void takeReturnsWhenTheBroadcasterCloses() {
        Threads.Running<String> taking = Threads.start(() -> Readings.text(reader.take())).untilParked();

        news.close();

        assertThat(taking.get()).isEqualTo("closed");
    }

    @Test
    void takeReturnsWhenAnotherThreadClosesTheSubscription() {
        Threads.Running<String> taking = Threads.start(() -> Readings.text(reader.take())).untilParked();

        reader.close();

        assertThat(taking.get()).isEqualTo("closed");
    }

    @Test
    void anInterruptEndsTheWaitAndLosesNothing() throws InterruptedException {
        Threads.Running<Boolean> taking = Threads.start(() -> {
            assertThatThrownBy(reader::take).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        }).untilParked();

        taking.thread().interrupt();

        assertThat(taking.get()).as("still interrupted").isFalse();
        news.publish("after that");
        assertThat(Readings.text(reader.take())).isEqualTo("1 after that");
    }

    @Test
    void anInterruptBeforeTheWaitCountsToo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(reader::take).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anUnrelatedWakeUpDoesNotEndTheWait() {
        Threads.Running<String> taking = Threads.start(() -> Readings.text(reader.take())).untilParked();
        java.util.concurrent.locks.LockSupport.unpark(taking.thread());
        taking.untilParked();

        news.publish("event");

        assertThat(taking.get()).isEqualTo("1 event");
    }

    @Test
    void takersAndReadersWithACallbackAreWokenAlike() throws InterruptedException {
        Broadcaster<String> wide = new Broadcaster<>("wide", 64, Thread::startVirtualThread);
        var takers = IntStream.range(0, 40).mapToObj(i -> wide.subscribe()).map(subscription -> Threads.start(() -> {
            for (int expected = 1; expected <= 20; expected++) {
                assertThat(Readings.text(subscription.take())).isEqualTo(expected + " event");
            }
            return Readings.text(subscription.take());
        })).toList();
        takers.forEach(Threads.Running::untilParked);

        IntStream.range(0, 20).forEach(i -> wide.publish("event"));
        wide.close();

        assertThat(takers).allSatisfy(taker -> assertThat(taker.get()).isEqualTo("closed"));
    }
}

package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.chatroom.core.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A broadcaster as a publisher of the Reactive Streams: what the rules leave open. */
class FlowPublisherTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final Broadcaster<String> news = new Broadcaster<>("news", 4, executor);

    /** Notes what it is given, and asks for what the test wants. */
    private final class Reader implements Flow.Subscriber<Delivery.FromLog<String>> {
        private final List<String> given = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private @Nullable RuntimeException fault;

        Reader subscribe(int back) {
            news.publisher(back).subscribe(this);
            executor.runAll();
            return this;
        }

        Reader request(long more) {
            subscription.request(more);
            executor.runAll();
            return this;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Delivery.FromLog<String> next) {
            given.add(Readings.text(next));
            if (fault != null) {
                throw fault;
            }
        }

        @Override
        public void onError(Throwable wrong) {
            given.add(wrong.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            given.add("complete");
        }
    }

    @Test
    void aSubscriberIsGivenHistoryAndWhatComesAsMuchAsItAsksFor() {
        publish(2);
        Reader reader = new Reader().subscribe(1);
        assertThat(reader.given).isEmpty();

        assertThat(reader.request(2).given).containsExactly("2 e2");
        publish(2);
        assertThat(reader.given).containsExactly("2 e2", "3 e3");
        assertThat(reader.request(Long.MAX_VALUE).given).containsExactly("2 e2", "3 e3", "4 e4");
        publish(1);
        news.close();
        executor.runAll();

        assertThat(reader.given).containsExactly("2 e2", "3 e3", "4 e4", "5 e5", "complete");
    }

    @Test
    void oneThatAsksTooLateIsToldWhatItMissed() {
        Reader reader = new Reader().subscribe(0);
        publish(6);

        assertThat(reader.request(2).given).containsExactly("news lagged 2", "3 e3");
    }

    @Test
    void theEndComesWithoutBeingAskedForButNotBeforeTheLastEvent() {
        Reader idle = new Reader().subscribe(0);
        Reader behind = new Reader().subscribe(0);
        news.close();
        executor.runAll();
        assertThat(idle.given).containsExactly("complete");
        assertThat(behind.given).containsExactly("complete");

        assertThat(new Reader().subscribe(0).given).containsExactly("complete");
    }

    @Test
    void anEventThatWaitsKeepsTheEndBack() {
        Reader reader = new Reader().subscribe(0);
        publish(1);
        news.close();
        executor.runAll();
        assertThat(reader.given).isEmpty();

        assertThat(reader.request(1).given).containsExactly("1 e1", "complete");
    }

    @Test
    void whoCancelsIsGivenNothingMoreAndHoldsNothing() {
        Reader reader = new Reader().subscribe(0).request(1);
        reader.subscription.cancel();
        publish(1);

        assertThat(reader.request(5).given).isEmpty();
        assertThat(news.subscribers()).isZero();
    }

    @Test
    void whoAsksForNothingIsToldSoAndGoes() {
        Reader reader = new Reader().subscribe(0).request(0);

        assertThat(reader.given).containsExactly("IllegalArgumentException");
        assertThat(news.subscribers()).isZero();
    }

    @Test
    void aSubscriberThatThrowsHasCancelledAndHarmsNobody() {
        List<Throwable> told = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> told.add(fault));
        Reader broken = new Reader().subscribe(0).request(9);
        broken.fault = new IllegalStateException("broken");
        Reader other = new Reader().subscribe(0).request(9);

        publish(2);

        assertThat(broken.given).containsExactly("1 e1");
        assertThat(other.given).containsExactly("1 e1", "2 e2");
        assertThat(told).containsExactly(broken.fault);
        assertThat(news.subscribers()).isEqualTo(1);
    }

    @Test
    void demandsAddUpWithoutOverflow() {
        Reader reader = new Reader().subscribe(0).request(Long.MAX_VALUE - 1).request(Long.MAX_VALUE - 1);
        publish(3);

        assertThat(reader.given).hasSize(3);
    }

    @Test
    void noSubscriberIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> news.publisher(0).subscribe(null));
        assertThat(news.subscribers()).isZero();
    }

    private void publish(int events) {
        IntStream.range(0, events).forEach(i -> news.publish((long sequence) -> "e" + sequence));
        executor.runAll();
    }
}

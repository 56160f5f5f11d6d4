package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Readings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a closed broadcaster still holds. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BroadcasterEndTest {
    private final Broadcaster<Object> news = new Broadcaster<>("news", 64, Runnable::run);
    private final List<WeakReference<Object>> published = new ArrayList<>();

    @Test
    void eventsAreLetGoOnceEverybodyHasReadTheEnd() {
        Subscription<Object> first = news.subscribe();
        Subscription<Object> second = news.subscribe();
        publish(10);
        news.close();
        assertThat(news.subscribers()).isEqualTo(2);

        readToTheEnd(first);
        assertThat(news.subscribers()).isEqualTo(1);
        assertThat(areKept()).isTrue();
        readToTheEnd(second);

        assertThat(news.subscribers()).isZero();
        assertThat(areLetGo()).isTrue();
        assertThat(news.newest()).isEqualTo(10);
        assertThat(news.oldest()).isEqualTo(11);
    }

    @Test
    void eventsThatNobodyWillReadAreLetGoAtOnce() {
        Subscription<Object> reader = news.subscribe();
        publish(10);
        reader.close();
        news.close();

        assertThat(areLetGo()).isTrue();
    }

    @Test
    void eventsAreLetGoWhenTheLastSubscriptionIsClosed() {
        Subscription<Object> reader = news.subscribe();
        publish(10);
        news.close();
        assertThat(areKept()).isTrue();

        reader.close();

        assertThat(areLetGo()).isTrue();
    }

    @Test
    void whoHasLeftAndNotReadToTheEndStillFindsIt() {
        Subscription<Object> leaving = news.subscribe();
        publish(10);
        leaving.closeAfter(5);
        assertThat(news.subscribers()).isZero();
        news.close();

        assertThat(Readings.all(leaving)).hasSize(6).endsWith("closed").noneMatch(read -> read.contains("lagged"));
        assertThat(areLetGo()).isTrue();
    }

    @Test
    void anOpenBroadcasterKeepsWhatNobodyReads() {
        publish(10);

        assertThat(areKept()).isTrue();
        assertThat(Readings.all(news.subscribe(10))).hasSize(10);
    }

    private void publish(int events) {
        IntStream.range(0, events).forEach(i -> {
            Object event = new Object();
            published.add(new WeakReference<>(event));
            news.publish(event);
        });
    }

    private static void readToTheEnd(Subscription<Object> reader) {
        assertThat(Readings.all(reader)).endsWith("closed");
    }

    private boolean areKept() {
        System.gc();
        return published.stream().noneMatch(reference -> reference.get() == null);
    }

    /** Asks the collector until it has come by: the time limit of the test is its patience. */
    private boolean areLetGo() {
        while (published.stream().anyMatch(reference -> reference.get() != null)) {
            System.gc();
            Thread.onSpinWait();
        }
        return true;
    }
}

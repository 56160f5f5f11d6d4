package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chatroom.core.Readings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log keeps, what it forgets, and what a reader learns of it. */
class BroadcasterLogTest {
    private final Broadcaster<String> news = new Broadcaster<>("news", 4, Runnable::run);

    @Test
    void whoSubscribesGetsWhatComesFromThenOn() {
        publish(2);
        Subscription<String> reader = news.subscribe();
        publish(1);

        assertThat(Readings.all(reader)).containsExactly("3 e3");
    }

    @Test
    void whoSubscribesBackBeginsSoManyEventsEarlier() {
        publish(3);

        assertThat(Readings.all(news.subscribe(0))).isEmpty();
        assertThat(Readings.all(news.subscribe(2))).containsExactly("2 e2", "3 e3");
        assertThat(Readings.all(news.subscribe(3))).containsExactly("1 e1", "2 e2", "3 e3");
    }

    @Test
    void subscribingFurtherBackThanIsKeptIsNoLag() {
        publish(6);

        assertThat(Readings.all(news.subscribe(5))).containsExactly("3 e3", "4 e4", "5 e5", "6 e6");
        assertThat(Readings.all(news.subscribe(Integer.MAX_VALUE))).hasSize(4);
        assertThat(Readings.all(news.subscribe(-1))).isEmpty();
    }

    @Test
    void whoResumesGetsExactlyWhatFollows() {
        publish(4);

        assertThat(Readings.all(news.subscribeAfter(2))).containsExactly("3 e3", "4 e4");
        assertThat(Readings.all(news.subscribeAfter(4))).isEmpty();
        assertThat(Readings.all(news.subscribeAfter(0))).hasSize(4).startsWith("1 e1");
    }

    @Test
    void whoResumesTooLateIsToldHowMuchIsLost() {
        publish(6);

        assertThat(Readings.all(news.subscribeAfter(1))).containsExactly(
                "news lagged 1", "3 e3", "4 e4", "5 e5", "6 e6");
        assertThat(Readings.all(news.subscribeAfter(2))).hasSize(4).startsWith("3 e3");
    }

    @Test
    void nobodyResumesAfterWhatHasNotBeenPublished() {
        publish(2);

        assertThatIllegalArgumentException().isThrownBy(() -> news.subscribeAfter(3)).withMessageContaining("1 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> news.subscribeAfter(-1));
        assertThat(news.subscribers()).isZero();
    }

    @Test
    void whoResumesWithACallbackIsCalled() {
        AtomicInteger calls = new AtomicInteger();
        Subscription<String> reader = news.subscribeAfter(0, calls::incrementAndGet);
        assertThat(Readings.all(reader)).isEmpty();
        publish(1);

        assertThat(calls).hasValue(1);
    }

    @Test
    void aReaderExactlyAsFarBehindAsTheLogIsLongMissesNothing() {
        Subscription<String> reader = news.subscribe();
        publish(4);

        assertThat(Readings.all(reader)).containsExactly("1 e1", "2 e2", "3 e3", "4 e4");
    }

    @Test
    void oneEventMoreIsALagOfOne() {
        Subscription<String> reader = news.subscribe();
        publish(5);

        assertThat(Readings.all(reader)).containsExactly("news lagged 1", "2 e2", "3 e3", "4 e4", "5 e5");
    }

    @Test
    void aReaderMayLagAgainBeforeItHasReadWhatWasLeft() {
        Subscription<String> reader = news.subscribe();
        publish(6);
        assertThat(Readings.next(reader)).isEqualTo("news lagged 2");
        publish(2);
        assertThat(Readings.next(reader)).isEqualTo("news lagged 2");
        assertThat(Readings.next(reader)).isEqualTo("5 e5");
        publish(3);

        assertThat(Readings.all(reader)).containsExactly("news lagged 2", "8 e8", "9 e9", "10 e10", "11 e11");
    }

    @Test
    void eachReaderLagsForItself() {
        Subscription<String> slow = news.subscribe();
        Subscription<String> slower = news.subscribe();
        publish(2);
        assertThat(Readings.all(slow)).hasSize(2);
        publish(5);

        assertThat(Readings.next(slow)).isEqualTo("news lagged 1");
        assertThat(Readings.next(slower)).isEqualTo("news lagged 3");
    }

    @Test
    void whatIsLeftOfAClosingSubscriptionIsBoundedByItsOwnEnd() {
        Subscription<String> reader = news.subscribe();
        publish(3);
        reader.closeAfter(2);
        publish(9);

        assertThat(Readings.all(reader)).containsExactly("news lagged 2", "closed");
    }

    @Test
    void aClosingSubscriptionDeliversUpToItsEnd() {
        Subscription<String> reader = news.subscribe();
        publish(3);
        reader.closeAfter(2);
        reader.closeAfter(3);

        assertThat(Readings.all(reader)).as("the earlier end counts").containsExactly("1 e1", "2 e2", "closed");
    }

    @Test
    void theHeaviestLogForgetsTheOldestUntilTheNewestFits() {
        Broadcaster<String> texts = weighed(10);
        Subscription<String> reader = texts.subscribe();
        List.of("aaaa", "bbbb", "cc").forEach(texts::publish);
        assertThat(Readings.all(texts.subscribe(9))).as("ten is not too much").hasSize(3);

        texts.publish("ddddd");

        assertThat(Readings.all(texts.subscribe(9))).containsExactly("3 cc", "4 ddddd");
        assertThat(Readings.all(reader)).containsExactly("texts lagged 2", "3 cc", "4 ddddd");
    }

    @Test
    void anEventHeavierThanTheWholeLogIsKeptAlone() {
        Broadcaster<String> texts = weighed(10);
        Subscription<String> reader = texts.subscribe();
        List.of("a", "b", "far too heavy for it").forEach(texts::publish);
        assertThat(Readings.all(reader)).containsExactly("texts lagged 2", "3 far too heavy for it");

        texts.publish("light");

        assertThat(Readings.all(reader)).containsExactly("4 light");
        assertThat(Readings.all(texts.subscribe(9))).containsExactly("4 light");
    }

    @Test
    void weightThatWasForgottenIsFreeAgain() {
        Broadcaster<String> texts = weighed(10);
        IntStream.range(0, 50).forEach(i -> texts.publish("12345"));
        IntStream.range(0, 10).forEach(i -> texts.publish("1"));

        assertThat(Readings.all(texts.subscribe(99))).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 17, 100})
    void theLogGrowsWithUseUpToItsBoundAndLosesNothingByIt(int maxEvents) {
        Broadcaster<String> growing = new Broadcaster<>("growing", maxEvents, Runnable::run);
        for (int published = 1; published <= 3 * maxEvents + 2; published++) {
            growing.publish("event");
            int kept = Math.min(published, maxEvents);
            List<String> all = Readings.all(growing.subscribe(published));
            assertThat(all).hasSize(kept).startsWith((published - kept + 1) + " event");
        }
    }

    @Test
    void whatWasForgottenIsReleasedAtOnce() {
        EventLog<String> log = new EventLog<>(100, 10, String::length);
        List.of("aaa", "bbb", "cc", "1234567").forEach(log::append);

        assertThat(log.get(1)).isNull();
        assertThat(log.get(2)).isNull();
        assertThat(log.get(3)).isNotNull();
        assertThat(log.oldest()).isEqualTo(3);
    }

    private void publish(int events) {
        IntStream.range(0, events).forEach(i -> news.publish((long sequence) -> "e" + sequence));
    }

    private static Broadcaster<String> weighed(int maxWeight) {
        return new Broadcaster<>("texts", 100, maxWeight, String::length, Runnable::run);
    }
}

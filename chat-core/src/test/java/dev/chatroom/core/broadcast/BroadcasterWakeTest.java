package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Readings;
import dev.chatroom.core.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is called when there is something to read, how often, and by whom. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BroadcasterWakeTest {
    private final ManualExecutor passes = new ManualExecutor();
    private final Broadcaster<String> news = new Broadcaster<>("news", 64, passes);
    private final List<Reader> readers = new ArrayList<>();

    /** A reader that counts its calls and may do something when called. */
    private final class Reader {
        private final AtomicInteger calls = new AtomicInteger();
        private final Subscription<String> subscription = news.subscribe(0, this::called);
        private @Nullable Runnable whenCalled;

        private void called() {
            calls.incrementAndGet();
            if (whenCalled != null) {
                whenCalled.run();
            }
        }

        private Reader sleep() {
            assertThat(Readings.all(subscription)).doesNotContain("closed");
            return this;
        }
    }

    @Test
    void aReaderIsCalledOnlyAfterItFoundNothing() {
        Reader reader = new Reader();
        publish("a");
        publish("b");
        assertThat(reader.calls).hasValue(0);

        assertThat(Readings.next(reader.subscription)).isEqualTo("1 a");
        publish("c");
        assertThat(reader.calls).as("it has not come to the end").hasValue(0);
    }

    @Test
    void aReaderIsCalledOnceForAllThatComesUntilItFindsNothingAgain() {
        Reader reader = new Reader().sleep();
        publish("a");
        publish("b");
        assertThat(reader.calls).hasValue(1);

        reader.sleep();
        assertThat(reader.calls).hasValue(1);
        publish("c");
        assertThat(reader.calls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 65})
    void callbacksRunOnTheExecutorHoweverFewTheyAre(int count) {
        sleepers(count);

        news.publish("a");
        assertThat(calls()).containsOnly(0);
        passes.runAll();

        assertThat(calls()).containsOnly(1).hasSize(count);
    }

    @Test
    void nothingIsHandedToTheExecutorWhileNobodySleeps() {
        IntStream.range(0, 40).forEach(i -> readers.add(new Reader()));

        news.publish("a");

        assertThat(passes.waiting()).isZero();
    }

    @Test
    void fewWhoWaitWithAThreadAreWokenWithoutTheExecutor() {
        Threads.Running<String> taking = Threads.start(() -> Readings.text(news.subscribe().take())).untilParked();

        news.publish("a");

        assertThat(taking.get()).isEqualTo("1 a");
        assertThat(passes.waiting()).isZero();
    }

    @Test
    void onePassServesAllThatWasPublishedSinceTheLast() {
        sleepers(17);
        IntStream.range(0, 10).forEach(i -> news.publish("a"));
        passes.runAll();
        assertThat(calls()).containsOnly(1);

        readers.forEach(Reader::sleep);
        news.publish("b");
        assertThat(passes.waiting()).isEqualTo(1);
        passes.runAll();
        assertThat(calls()).containsOnly(2);
    }

    @Test
    void whatIsPublishedDuringAPassIsServedByAnother() {
        sleepers(17);
        Reader first = readers.getFirst();
        readers.getLast().whenCalled = () -> {
            first.sleep();
            readers.getLast().whenCalled = null;
            news.publish("during the pass");
        };

        news.publish("a");
        passes.runAll();

        assertThat(first.calls).hasValue(2);
        assertThat(passes.waiting()).isZero();
    }

    @Test
    void aPassReachesEveryReaderOfALargeRoomOnce() {
        sleepers(1_000);

        news.publish("a");
        passes.runAll();

        assertThat(calls()).containsOnly(1).hasSize(1_000);
    }

    @Test
    void aReaderMovedToAPlaceThatThePassHasPassedIsCalledAllTheSame() {
        sleepers(600);
        readers.getFirst().whenCalled = readers.get(5).subscription::close;

        news.publish("a");
        passes.runAll();

        assertThat(calls()).containsOnly(1).hasSize(600);
    }

    @Test
    void readersMayComeAndGoDuringAPass() {
        sleepers(600);
        List<Reader> leaving = List.copyOf(readers.subList(0, 300));
        readers.getFirst().whenCalled = () -> {
            leaving.forEach(reader -> reader.subscription.close());
            sleepers(100);
        };

        news.publish("a");
        passes.runAll();

        assertThat(calls().subList(0, 600)).containsOnly(1);
        assertThat(news.subscribers()).isEqualTo(400);
        news.publish("b");
        readers.subList(300, 700).forEach(Reader::sleep);
        news.publish("c");
        passes.runAll();
        assertThat(readers.subList(300, 600)).allMatch(reader -> reader.calls.get() == 2);
    }

    @Test
    void closingTheBroadcasterCallsSleepers() {
        sleepers(17);

        news.close();
        passes.runAll();

        assertThat(calls()).containsOnly(1);
        assertThat(readers).allMatch(reader -> Readings.next(reader.subscription).equals("closed"));
    }

    @Test
    void closingASubscriptionCallsItsReader() {
        Reader reader = new Reader().sleep();

        reader.subscription.close();
        passes.runAll();

        assertThat(reader.calls).hasValue(1);
    }

    @Test
    void closingASubscriptionTakesOnlyThatOneOffTheList() {
        sleepers(4);
        readers.get(1).subscription.close();
        readers.get(1).subscription.close();
        readers.get(3).subscription.close();

        publish("a");

        assertThat(calls()).containsExactly(1, 1, 1, 1);
        assertThat(Readings.all(readers.get(0).subscription)).containsExactly("1 a");
        assertThat(Readings.all(readers.get(2).subscription)).containsExactly("1 a");
        assertThat(news.subscribers()).isEqualTo(2);
    }

    private void publish(String event) {
        news.publish(event);
        passes.runAll();
    }

    private void sleepers(int count) {
        IntStream.range(0, count).forEach(i -> readers.add(new Reader().sleep()));
    }

    private List<Integer> calls() {
        return readers.stream().map(reader -> reader.calls.get()).toList();
    }
}

package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.broadcast.Broadcaster;
import dev.chatroom.core.broadcast.Deliveries;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one convention of reading, for a subscription and for an outbox. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeliveriesTest {
    private static final Duration FOR_EVER = Duration.ofDays(1_000_000_000);

    /** A reader, what it reads, and how often it has been called. */
    record Case(
            Deliveries<? extends Delivery<?>> reader, AtomicInteger calls, Runnable publish, Runnable close,
            String name) {
        List<String> drain(int most) {
            List<Delivery<?>> drained = new ArrayList<>();
            int number = reader.drainTo(drained, most);
            assertThat(number).isEqualTo(drained.size());
            return drained.stream().map(DeliveriesTest::words).toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> readers() {
        AtomicInteger newsCalls = new AtomicInteger();
        AtomicInteger newsNumber = new AtomicInteger();
        Broadcaster<String> news = new Broadcaster<>("news", 8, Runnable::run);
        Subscription<String> subscription = news.subscribe(0, newsCalls::incrementAndGet);

        House house = new House();
        AtomicInteger outboxCalls = new AtomicInteger();
        AtomicInteger outboxNumber = new AtomicInteger();
        Membership alice = house.member("alice", "cats");
        User bob = house.enter("bob", outboxCalls::incrementAndGet);
        house.join(bob, "cats");
        assertThat(House.reads(bob)).hasSize(1);
        outboxCalls.set(0);

        return Stream.of(
                new Case(subscription, newsCalls, () -> news.publish("e" + newsNumber.incrementAndGet()), news::close,
                        "subscription"),
                new Case(bob.outbox(), outboxCalls,
                        () -> House.done(alice.say("e" + outboxNumber.incrementAndGet())), house.chat::close,
                        "outbox"));
    }

    private static String words(Delivery<?> delivery) {
        return switch (delivery) {
            case Delivery.Event<?>(long sequence, ChatEvent.Said said) -> said.text();
            case Delivery.Event<?>(long sequence, Object event) -> event.toString();
            case Delivery.Closed<?> closed -> "closed";
            case Delivery.Lagged<?> lagged -> "lagged";
            case Delivery.TextReply<?>(String text) -> text;
            case Delivery.Reply<?> other -> other.toString();
        };
    }

    @ParameterizedTest
    @MethodSource("readers")
    void nullMeansNothingNowAndTheCallbackIsArmed(Case one) {
        assertThat(one.reader.poll()).isNull();
        one.publish.run();
        one.publish.run();
        assertThat(one.calls).hasValue(1);

        assertThat(words(one.reader.poll())).isEqualTo("e1");
        one.publish.run();
        assertThat(one.calls).as("it has not come to the end").hasValue(1);
        assertThat(words(one.reader.poll())).isEqualTo("e2");
        assertThat(words(one.reader.poll())).isEqualTo("e3");
        assertThat(one.reader.poll()).isNull();
        one.publish.run();
        assertThat(one.calls).hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void manyAreDrainedAtOnceAndNoneMeansThatTheCallbackIsArmed(Case one) {
        assertThat(one.drain(9)).isEmpty();
        IntStream.range(0, 5).forEach(i -> one.publish.run());
        assertThat(one.calls).hasValue(1);

        assertThat(one.drain(2)).containsExactly("e1", "e2");
        assertThat(one.drain(Integer.MAX_VALUE)).containsExactly("e3", "e4", "e5");
        assertThat(one.drain(9)).isEmpty();
        one.publish.run();
        assertThat(one.calls).hasValue(2);
        one.close.run();

        assertThat(Stream.of(one.drain(9), one.drain(9), one.drain(9)).flatMap(List::stream))
                .startsWith("e6", "closed").endsWith("closed");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void drainingLessThanOneIsRefused(Case one) {
        assertThatIllegalArgumentException().isThrownBy(() -> one.drain(0));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aWaitEndsWithTheTimeAndTheCallbackIsArmed(Case one) throws InterruptedException {
        assertThat(one.reader.poll(Duration.ZERO)).isNull();
        assertThat(one.reader.poll(Duration.ofSeconds(-1))).isNull();
        assertThat(one.reader.poll(Duration.ofMillis(1))).isNull();

        one.publish.run();
        assertThat(one.calls).hasValue(1);
        assertThat(words(one.reader.poll(Duration.ZERO))).isEqualTo("e1");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aWaitEndsWhenSomethingComes(Case one) {
        Threads.Running<String> waiting =
                Threads.start(() -> words(one.reader.poll(FOR_EVER))).until(Thread.State.TIMED_WAITING);

        one.publish.run();

        assertThat(waiting.get()).isEqualTo("e1");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void anInterruptEndsAWaitAndLosesNothing(Case one) {
        Threads.Running<Boolean> waiting = Threads.start(() -> {
            assertThatThrownBy(() -> one.reader.poll(FOR_EVER)).isInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        }).until(Thread.State.TIMED_WAITING);

        waiting.thread().interrupt();

        assertThat(waiting.get()).isFalse();
        one.publish.run();
        assertThat(words(one.reader.poll())).isEqualTo("e1");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void theEndComesAgainWheneverItIsAskedFor(Case one) throws InterruptedException {
        one.close.run();
        while (!words(one.reader.take()).equals("closed")) {
            assertThat(one.reader).isNotNull();
        }

        assertThat(words(one.reader.poll())).isEqualTo("closed");
        assertThat(words(one.reader.take())).isEqualTo("closed");
        assertThat(words(one.reader.poll(FOR_EVER))).isEqualTo("closed");
        assertThat(one.drain(9)).containsExactly("closed");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aStreamEndsBeforeTheEnd(Case one) {
        one.publish.run();
        one.publish.run();
        one.close.run();

        assertThat(one.reader.stream().map(DeliveriesTest::words)).startsWith("e1", "e2").doesNotContain("closed");
        assertThat(one.reader.stream()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void anInterruptedStreamSaysSo(Case one) {
        one.publish.run();
        Threads.Running<List<Object>> streaming = Threads.start(() -> {
            List<Object> read = new ArrayList<>();
            assertThatThrownBy(() -> one.reader.stream().forEach(next -> read.add(words(next))))
                    .isInstanceOf(CancellationException.class);
            read.add(Thread.currentThread().isInterrupted());
            return read;
        }).untilParked();

        streaming.thread().interrupt();

        assertThat(streaming.get()).containsExactly("e1", true);
    }
}

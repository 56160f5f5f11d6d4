package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Readings;
import dev.chatroom.core.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a broadcaster, point by point. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BroadcasterTest {
    private final ManualExecutor passes = new ManualExecutor();
    private final Broadcaster<String> news = new Broadcaster<>("news", 8, passes);

    @Nested
    class B1Order {
        @Test
        void sequencesBeginAtOneAndHaveNoGaps() {
            assertThat(news.newest()).isZero();
            assertThat(List.of(news.publish("a"), news.publish("b"), news.publish("c"))).containsExactly(1L, 2L, 3L);
            assertThat(news.newest()).isEqualTo(3);
        }

        @Test
        void allSubscribersSeeTheSameOrderWhoeverPublishes() {
            Broadcaster<Integer> wide = new Broadcaster<>("wide", 4_000, Runnable::run);
            List<Subscription<Integer>> readers = IntStream.range(0, 6).mapToObj(i -> wide.subscribe()).toList();

            List<List<Long>> sequences = Threads.race(IntStream.range(0, 4).mapToObj(publisher -> publishing(
                    wide, publisher)).toList());

            assertThat(sequences.stream().flatMap(List::stream).sorted().toList())
                    .isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
            List<String> first = Readings.all(readers.getFirst());
            assertThat(first).hasSize(2_000);
            assertThat(readers.subList(1, 6)).allSatisfy(reader -> assertThat(Readings.all(reader)).isEqualTo(first));
        }

        private Callable<List<Long>> publishing(Broadcaster<Integer> wide, int publisher) {
            return () -> IntStream.range(0, 500).mapToObj(i -> wide.publish(publisher * 500 + i)).toList();
        }

        @Test
        void anEventCanBeMadeFromItsOwnSequence() {
            Subscription<String> reader = news.subscribe();

            news.publish((long sequence) -> "number " + sequence);
            news.publish((long sequence) -> "number " + sequence);

            assertThat(Readings.all(reader)).containsExactly("1 number 1", "2 number 2");
        }

        @Test
        void whatMakesAnEventCannotPublishAnother() {
            assertThatThrownBy(() -> news.publish((long sequence) -> "after " + news.publish("another")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> news.publish((long sequence) -> "after " + news.publish((long next) -> "another")))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(news.publish("alone")).isEqualTo(1);
        }

        @Test
        void whatMakesAnEventMayCloseTheBroadcasterAndComesTooLate() {
            assertThat(news.publish((long sequence) -> {
                news.close();
                return "too late";
            })).isZero();
            assertThat(news.newest()).isZero();
        }

        @Test
        void anEventThatCannotBeMadeTakesNoSequence() {
            assertThatThrownBy(() -> news.publish((long sequence) -> {
                throw new IllegalStateException("not made");
            })).hasMessage("not made");

            assertThat(news.publish("next")).isEqualTo(1);
        }
    }

    @Nested
    class B2NoWaiting {
        @Test
        void publishingGoesOnWhenNobodyReads() {
            news.subscribe();

            IntStream.range(0, 10_000).forEach(i -> news.publish("event"));

            assertThat(news.newest()).isEqualTo(10_000);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 16, 17, 1_000})
        void publishingRunsNoCallback(int readers) {
            List<String> woken = new ArrayList<>();
            IntStream.range(0, readers).forEach(i -> sleeping(() -> woken.add("woken")));

            news.publish("event");

            assertThat(woken).isEmpty();
            assertThat(passes.waiting()).isEqualTo(1);
        }

        @Test
        void publishingGoesOnWhileAPassIsStuckInACallback() throws InterruptedException {
            CountDownLatch inCallback = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            IntStream.range(0, 17).forEach(i -> sleeping(() -> {
                inCallback.countDown();
                awaitQuietly(letGo);
            }));
            news.publish("first");
            Threads.Running<Boolean> pass = Threads.start(() -> {
                passes.runAll();
                return true;
            });
            inCallback.await();

            IntStream.range(0, 100).forEach(i -> news.publish("further"));

            assertThat(news.newest()).isEqualTo(101);
            letGo.countDown();
            assertThat(pass.get()).isTrue();
        }
    }

    @Nested
    class B3Once {
        @Test
        void everyEventComesOnceAndInOrder() {
            Subscription<String> reader = news.subscribe();
            news.publish("a");
            news.publish("b");
            assertThat(Readings.all(reader)).containsExactly("1 a", "2 b");

            news.publish("c");

            assertThat(Readings.all(reader)).containsExactly("3 c");
            assertThat(Readings.all(reader)).isEmpty();
        }

        @Test
        void whoFallsBehindIsToldExactlyHowFar() {
            Subscription<String> reader = news.subscribe();
            publish(11);

            assertThat(Readings.all(reader)).startsWith("news lagged 3", "4 e4").endsWith("11 e11").hasSize(9);
        }
    }

    @Nested
    class B4Bounded {
        @Test
        void noMoreEventsAreKeptThanTheGivenNumberWhateverSubscribersDo() {
            Subscription<String> slow = news.subscribe();
            publish(1_000);

            assertThat(Readings.all(news.subscribe(1_000))).hasSize(8).startsWith("993 e993");
            assertThat(Readings.all(slow)).hasSize(9).startsWith("news lagged 992");
        }

        @Test
        void aLogOfOneEventKeepsTheNewest() {
            Broadcaster<String> tiny = new Broadcaster<>("tiny", 1, passes);
            Subscription<String> reader = tiny.subscribe();
            tiny.publish("a");
            tiny.publish("b");

            assertThat(Readings.all(reader)).containsExactly("tiny lagged 1", "2 b");
        }
    }

    @Nested
    class B5CleanEnd {
        @Test
        void whatWasPublishedIsDeliveredBeforeTheEnd() {
            Subscription<String> reader = news.subscribe();
            publish(2);

            news.close();

            assertThat(Readings.all(reader)).containsExactly("1 e1", "2 e2", "closed");
            assertThat(Readings.all(reader)).as("and again").containsExactly("closed");
        }

        @Test
        void whatCameTooLateIsNeitherTakenNorMade() {
            Subscription<String> reader = news.subscribe();
            news.close();

            assertThat(news.publish("late")).isZero();
            assertThat(news.publish((long sequence) -> {
                throw new AssertionError("made all the same");
            })).isZero();
            assertThat(Readings.all(reader)).containsExactly("closed");
        }

        @Test
        void lagIsToldEvenAfterTheEnd() {
            Subscription<String> reader = news.subscribe();
            publish(9);
            news.close();

            assertThat(Readings.all(reader)).startsWith("news lagged 1").endsWith("9 e9", "closed").hasSize(10);
        }
    }

    @Nested
    class B6AnyThread {
        @Test
        void closingIsIdempotent() {
            Subscription<String> reader = news.subscribe();
            reader.close();
            reader.close();
            news.close();
            news.close();

            assertThat(news.subscribers()).isZero();
            assertThat(Readings.next(reader)).isEqualTo("closed");
        }

        @Test
        void whoSubscribesAfterTheEndReadsWhatIsKeptAndTheEnd() {
            Subscription<String> first = news.subscribe();
            publish(2);
            news.close();

            assertThat(Readings.all(news.subscribe(1))).containsExactly("2 e2", "closed");
            assertThat(Readings.all(first)).containsExactly("1 e1", "2 e2", "closed");
            assertThat(Readings.all(news.subscribe(1))).as("all had read it").containsExactly("closed");
            assertThat(Readings.all(news.subscribeAfter(1))).containsExactly("news lagged 1", "closed");
        }

        @Test
        void subscribingAndClosingFromManyThreadsLeavesNobodyBehind() {
            Broadcaster<Integer> wide = new Broadcaster<>("wide", 16, Runnable::run);
            List<Subscription<Integer>> staying = Collections.synchronizedList(new ArrayList<>());

            Threads.race(IntStream.range(0, 4).<Callable<Boolean>>mapToObj(thread -> () -> {
                for (int i = 0; i < 300; i++) {
                    Subscription<Integer> passing = wide.subscribe();
                    staying.add(wide.subscribe());
                    wide.publish(i);
                    passing.close();
                }
                return true;
            }).toList());

            assertThat(wide.subscribers()).isEqualTo(1_200);
            staying.forEach(Subscription::close);
            assertThat(wide.subscribers()).isZero();
        }

        @Test
        void aClosedSubscriptionDeliversNothingMore() {
            Subscription<String> reader = news.subscribe();
            publish(3);

            reader.close();

            assertThat(Readings.all(reader)).containsExactly("closed");
        }
    }

    private void publish(int events) {
        IntStream.range(0, events).forEach(i -> news.publish((long sequence) -> "e" + sequence));
    }

    private void sleeping(Runnable onReady) {
        assertThat(news.subscribe(0, onReady).poll()).isNull();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.chatroom.core.broadcast;

import dev.chatroom.core.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Interleavings of publishers, readers and closing, tried out one by one. */
@Timeout(300) // Ten seconds or so on an idle machine, many times that on a busy one.
@Tag("lincheck")
class BroadcasterLincheckTest {

    /** Linearizable as long as nobody lags: a lag is told while the log is being overwritten, a moment too early. */
    public static class Operations {
        private final Broadcaster<Integer> news = new Broadcaster<>("news", 64, Runnable::run);
        private final Subscription<Integer> reader = news.subscribe();
        private Subscription<Integer> newcomer = news.subscribe();

        @Operation
        public long publish(@Param(gen = IntGen.class, conf = "1:3") int event) {
            return news.publish(event);
        }

        @Operation(runOnce = true)
        public void close() {
            news.close();
        }

        @Operation(nonParallelGroup = "reader")
        public String poll() {
            return Readings.next(reader);
        }

        @Operation(nonParallelGroup = "newcomer")
        public void subscribe() {
            newcomer.close();
            newcomer = news.subscribe(1);
        }

        @Operation(nonParallelGroup = "newcomer")
        public String pollAsNewcomer() {
            return Readings.next(newcomer);
        }
    }

    /** Whoever found nothing is called for what comes. */
    public static class WakeUps {
        private final AtomicInteger calls = new AtomicInteger();
        private final Broadcaster<Integer> news = new Broadcaster<>("news", 4, Runnable::run);
        private final Subscription<Integer> reader = news.subscribe(0, calls::incrementAndGet);
        private boolean foundNothing;

        @Operation
        public void publish() {
            news.publish(1);
        }

        @Operation(nonParallelGroup = "reader")
        public void poll() {
            foundNothing = reader.poll() == null;
        }

        @Operation(runOnce = true)
        public void close() {
            news.close();
        }

        @Validate
        public void nobodySleepsOverAnEvent() {
            boolean unread = reader.cursor() < news.newest() || news.isClosed();
            verify(!unread || reader.isAwake(), "asleep, though there is something to read");
            verify(!unread || !foundNothing || calls.get() > 0, "not called, though there is something to read");
        }
    }

    /** As before, but the readers have callbacks, so that passes wake them. */
    public static class Passes {
        private final Broadcaster<Integer> news = new Broadcaster<>("news", 4, Runnable::run);
        private final List<Subscription<Integer>> readers =
                IntStream.range(0, 5).mapToObj(i -> news.subscribe(0, () -> {
                })).toList();

        public Passes() {
            readers.forEach(Subscription::poll);
        }

        @Operation
        public void publish() {
            news.publish(1);
        }

        @Operation(nonParallelGroup = "reader")
        public void poll() {
            readers.getLast().poll();
        }

        @Validate
        public void nobodySleepsOverAnEvent() {
            for (Subscription<Integer> reader : readers) {
                verify(reader.cursor() == news.newest() || reader.isAwake(), "asleep over an event");
            }
        }
    }

    /** A reader that is overrun, and perhaps closed at that moment, accounts for every event. */
    public static class Overrun {
        private final Broadcaster<Integer> news = new Broadcaster<>("news", 2, Runnable::run);
        private final Subscription<Integer> reader = news.subscribe();
        private final List<String> faults = new ArrayList<>();
        private long last;

        public Overrun() {
            publish();
            publish();
        }

        @Operation
        public void publish() {
            news.publish((long sequence) -> (int) sequence);
        }

        @Operation(runOnce = true)
        public void closeSubscription() {
            reader.close();
        }

        @Operation(nonParallelGroup = "reader")
        public void poll() {
            Delivery.FromLog<Integer> next = reader.poll();
            if (next instanceof Delivery.Event<Integer>(long sequence, Integer event)) {
                if (sequence != last + 1 || event != sequence) {
                    faults.add(event + " after " + last);
                }
                last = sequence;
            } else if (next instanceof Delivery.Lagged<Integer>(String source, long missed)) {
                if (missed < 1 || last + missed > news.newest()) {
                    faults.add("missed " + missed + " after " + last);
                }
                last += missed;
            }
        }

        @Validate
        public void everythingIsAccountedFor() {
            verify(faults.isEmpty(), String.join(", ", faults));
        }
    }

    /** The end comes after the last event, even for a reader that looked just before it. */
    public static class CloseReason {
        private final Broadcaster<Integer> news = new Broadcaster<>("news", 2, Runnable::run);
        private final Subscription<Integer> reader = news.subscribe();
        private boolean ended;

        @Operation(runOnce = true)
        public void publishTheLastAndClose() {
            news.publish(1);
            news.close();
        }

        @Operation(nonParallelGroup = "reader")
        public void poll() {
            ended |= reader.poll() instanceof Delivery.Closed;
        }

        @Validate
        public void nothingWasLeftOut() {
            verify(!ended || reader.cursor() == news.newest(), "the end came before the last event");
        }
    }

    @Test
    void operationsAreLinearizable() {
        checking(2).check(Operations.class);
    }

    @Test
    void operationsAreLinearizableUnderStress() {
        new StressOptions().iterations(10).invocationsPerIteration(1_000).threads(3).actorsBefore(1)
                .actorsPerThread(3).actorsAfter(2).check(Operations.class);
    }

    @Test
    void nobodySleepsOverAnEvent() {
        checking(2).verifier(EpsilonVerifier.class).check(WakeUps.class);
    }

    @Test
    void nobodyIsLeftOutByAPass() {
        checking(2).verifier(EpsilonVerifier.class).check(Passes.class);
    }

    @Test
    void aReaderThatIsOverrunAccountsForEveryEvent() {
        checking(2).actorsPerThread(4).verifier(EpsilonVerifier.class).check(Overrun.class);
    }

    @Test
    void theEndComesAfterTheLastEvent() {
        checking(2).actorsBefore(0).actorsPerThread(2).verifier(EpsilonVerifier.class).check(CloseReason.class);
    }

    private static ModelCheckingOptions checking(int scenarios) {
        return new ModelCheckingOptions().iterations(scenarios).invocationsPerIteration(100).threads(2).actorsBefore(1)
                .actorsPerThread(3).actorsAfter(1);
    }

    /** Not AssertJ, whose objects the model checker cannot compare. */
    private static void verify(boolean holds, String claim) {
        if (!holds) {
            throw new AssertionError(claim);
        }
    }
}

package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Readings;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Random programs run by a broadcaster and by a plain list that forgets nothing; both must tell the same story. */
class BroadcasterModelTest {
    private static final int MAX_WEIGHT = 12;

    /** Something that may happen; {@code who} picks one of the readers there are. */
    sealed interface Step {
        record Publish(int weight) implements Step {}

        record Subscribe(int back) implements Step {}

        record Read(int who, int times) implements Step {}

        record CloseReader(int who, int behindNewest) implements Step {}

        record CloseBroadcaster() implements Step {}
    }

    @Property(tries = 2_000)
    void aBroadcasterTellsWhatAPlainListWouldTell(
            @ForAll("programs") List<Step> program, @ForAll @IntRange(min = 1, max = 9) int maxEvents) {
        World world = new World(maxEvents);
        program.forEach(world::run);
        world.readEverything();
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Integer> who = Arbitraries.integers().between(0, 99);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 12);
        return Arbitraries.<Step>frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(0, 5).map(Step.Publish::new)),
                Tuple.of(3, few.map(Step.Subscribe::new)),
                Tuple.of(8, Combinators.combine(who, few).as(Step.Read::new)),
                Tuple.of(1, Combinators.combine(who, few).as(Step.CloseReader::new)))
                .list().ofMaxSize(120)
                .flatMap(steps -> Arbitraries.of(true, false).map(closes -> closes ? closedAtLast(steps) : steps));
    }

    private static List<Step> closedAtLast(List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step.CloseBroadcaster());
        all.add(new Step.Publish(1));
        return all;
    }

    /** The broadcaster and the list, side by side. */
    private static final class World {
        private final int maxEvents;
        private final Broadcaster<Integer> real;
        /** Weights of all that was ever published; the sequence is the index and one. */
        private final List<Integer> published = new ArrayList<>();
        private final List<Reader> readers = new ArrayList<>();
        private boolean closed;

        World(int maxEvents) {
            this.maxEvents = maxEvents;
            real = new Broadcaster<>("real", maxEvents, MAX_WEIGHT, weight -> weight, Runnable::run);
        }

        void run(Step step) {
            switch (step) {
                case Step.Publish(int weight) -> publish(weight);
                case Step.Subscribe(int back) ->
                    readers.add(new Reader(Math.max(published.size() - back, oldestKept() - 1), back));
                case Step.Read(int who, int times) -> {
                    for (int i = 0; i < times && !readers.isEmpty(); i++) {
                        readers.get(who % readers.size()).read();
                    }
                }
                case Step.CloseReader(int who, int behindNewest) -> {
                    if (!readers.isEmpty()) {
                        readers.get(who % readers.size()).close(Math.max(0, published.size() - behindNewest));
                    }
                }
                case Step.CloseBroadcaster() -> {
                    real.close();
                    closed = true;
                    readers.forEach(Reader::expectCall);
                }
            }
            assertThat(real.newest()).isEqualTo(published.size());
            assertThat(real.subscribers()).isEqualTo((int) readers.stream().filter(Reader::isOpen).count());
            readers.forEach(Reader::checkCalls);
        }

        void readEverything() {
            for (Reader reader : readers) {
                while (reader.read()) {
                    reader.checkCalls();
                }
            }
        }

        private void publish(int weight) {
            long sequence = real.publish(weight);
            if (closed) {
                assertThat(sequence).isZero();
                return;
            }
            published.add(weight);
            assertThat(sequence).isEqualTo(published.size());
            readers.forEach(Reader::expectCall);
        }

        /** The oldest sequence of those newest ones that are few and light enough together; the newest always is. */
        private int oldestKept() {
            int oldest = published.size() + 1;
            int weight = 0;
            while (oldest > 1 && published.size() - oldest + 1 < maxEvents) {
                weight += published.get(oldest - 2);
                if (weight > MAX_WEIGHT && oldest <= published.size()) {
                    break;
                }
                oldest--;
            }
            return oldest;
        }

        /** A real subscription and what is known of it. */
        private final class Reader {
            private final Subscription<Integer> subscription;
            private int cursor;
            private int end = Integer.MAX_VALUE;
            private boolean asleep;
            private int calls;
            private int expectedCalls;

            Reader(int cursor, int back) {
                this.cursor = cursor;
                subscription = real.subscribe(back, () -> calls++);
            }

            boolean isOpen() {
                return end == Integer.MAX_VALUE;
            }

            /** Reads once and compares; false if there was no event and no lag. */
            boolean read() {
                String expected = expected();
                assertThat(Readings.next(subscription)).isEqualTo(expected);
                asleep = asleep || expected.equals("nothing");
                return !expected.equals("nothing") && !expected.equals("closed");
            }

            void close(int sequence) {
                subscription.closeAfter(sequence);
                end = Math.min(end, sequence);
                wake();
            }

            void expectCall() {
                if (isOpen()) {
                    wake();
                }
            }

            void checkCalls() {
                assertThat(calls).isEqualTo(expectedCalls);
            }

            private void wake() {
                expectedCalls += asleep ? 1 : 0;
                asleep = false;
            }

            private String expected() {
                int wanted = cursor + 1;
                if (wanted > end) {
                    return "closed";
                } else if (wanted > published.size()) {
                    return closed ? "closed" : "nothing";
                } else if (wanted >= oldestKept()) {
                    cursor = wanted;
                    return wanted + " " + published.get(wanted - 1);
                }
                cursor = Math.min(oldestKept() - 1, end);
                return "real lagged " + (cursor - wanted + 1);
            }
        }
    }
}

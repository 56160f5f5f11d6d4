package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
    private final HandClock clock = new HandClock();

    @Test
    void sequentialIdsBeginAtOne() {
        IdGenerator ids = IdGenerator.sequential();

        assertThat(List.of(ids.next(), ids.next(), ids.next())).containsExactly(1L, 2L, 3L);
        assertThat(IdGenerator.sequential().next()).isEqualTo(1);
    }

    @Test
    void timeOrderedIdsTellTheMillisecond() {
        IdGenerator ids = IdGenerator.timeOrdered(clock);
        long first = ids.next();
        long second = ids.next();
        clock.advance(Duration.ofMillis(1));
        long later = ids.next();

        assertThat(first >> 20).isEqualTo(clock.millis() - 1);
        assertThat(second).isEqualTo(first + 1);
        assertThat(later).isEqualTo(clock.millis() << 20);
    }

    @Test
    void aLaterGeneratorRepeatsNoIdOfAnEarlierOne() {
        IdGenerator before = IdGenerator.timeOrdered(clock);
        long last = LongStream.range(0, 1_000).map(i -> before.next()).max().orElseThrow();
        clock.advance(Duration.ofMillis(1));

        assertThat(IdGenerator.timeOrdered(clock).next()).isGreaterThan(last);
    }

    @Test
    void aClockThatIsSetBackStillYieldsGrowingIds() {
        IdGenerator ids = IdGenerator.timeOrdered(clock);
        long before = ids.next();
        clock.advance(Duration.ofHours(-1));

        assertThat(ids.next()).isEqualTo(before + 1);
    }

    @Test
    void idsArePositiveEvenAtTheBeginningOfTime() {
        IdGenerator ids = IdGenerator.timeOrdered(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        assertThat(ids.next()).isPositive();
    }

    @Test
    void threadsGetDifferentIds() {
        for (IdGenerator ids : List.of(IdGenerator.sequential(), IdGenerator.timeOrdered(clock))) {
            List<List<Long>> taken = Threads.race(Collections.nCopies(4,
                    (Callable<List<Long>>) () -> LongStream.range(0, 1_000).map(i -> ids.next()).boxed().toList()));

            assertThat(new HashSet<>(taken.stream().flatMap(List::stream).toList())).hasSize(4_000);
        }
    }
}

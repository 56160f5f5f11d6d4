package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitPaceTest {
    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(-1));
    private final CommitPace pace = new CommitPace(now::get);

    @Test
    void theFirstCommitWaitsForNothing() {
        assertThat(pace.untilNext()).isNotPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 2", "15, 2", "16, 5", "2000, 5"})
    void theMoreEventsShareACommitTheLaterIsTheNext(int events, long millis) {
        pace.took(events);

        assertThat(pace.untilNext()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void theTimeOfTheCommitItselfCounts() {
        pace.took(16);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(3));

        assertThat(pace.untilNext()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(3));
        assertThat(pace.untilNext()).isNegative();
    }
}

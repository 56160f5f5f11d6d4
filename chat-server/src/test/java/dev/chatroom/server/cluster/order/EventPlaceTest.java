package dev.chatroom.server.cluster.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.order.Sequencer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventPlaceTest {
    private static final Instant AT = Instant.parse("2026-11-28T08:30:00.123Z");
    private static final long MILLION = 1 << 20;

    @Test
    void anIdSaysWhenItWas() {
        assertThat(IdGenerator.timeOf(EventPlace.id(7, AT, 0))).isEqualTo(AT);
        assertThat(IdGenerator.timeOf(EventPlace.id(5 * MILLION + 7, AT, 0))).isEqualTo(AT);
    }

    @Test
    void idsGrowEvenIfTheLowerBitsBeginAnewOrTimeStandsStill() {
        long before = 0;
        for (long sequence = 3 * MILLION - 5; sequence < 3 * MILLION + 5; sequence++) {
            long id = EventPlace.id(sequence, AT, before);
            assertThat(id).isGreaterThan(before);
            assertThat(EventPlace.sequence(id, 3 * MILLION + 5)).isEqualTo(sequence);
            before = id;
        }
        assertThat(EventPlace.id(9, AT.minusSeconds(60), before)).isGreaterThan(before);
    }

    @Test
    void theSequenceOfALateEventIsFoundByTheLastOne() {
        long id = EventPlace.id(MILLION - 2, AT, 0);
        assertThat(EventPlace.sequence(id, MILLION - 2)).isEqualTo(MILLION - 2);
        assertThat(EventPlace.sequence(id, 2 * MILLION - 3)).isEqualTo(MILLION - 2);
        assertThat(EventPlace.sequence(id, 3)).isZero();
        assertThat(EventPlace.sequence(0, 9)).isZero();
        assertThat(EventPlace.sequence(Sequencer.ANYWHERE, 9)).isEqualTo(Sequencer.ANYWHERE);
    }
}

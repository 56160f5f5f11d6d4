package dev.chatroom.server.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.plan.BenchPlan;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MarkTest {
    private final Mark mark = new Mark("abcd");

    @Property
    void readsWhatItWrote(
            @ForAll @IntRange(max = Mark.MOST_SENDERS - 1) int sender,
            @ForAll @IntRange(max = (1 << 30) - 1) int sequence,
            @ForAll @LongRange(max = (1L << 42) - 1) long micros) {
        byte[] bytes = new byte[Mark.BYTES + 6];
        mark.put(bytes, 3, sender, sequence, micros);
        assertThat(mark.isAt(bytes, 3)).isTrue();
        assertThat(Mark.sender(bytes, 3)).isEqualTo(sender);
        assertThat(Mark.sequence(bytes, 3)).isEqualTo(sequence);
        assertThat(Mark.micros(bytes, 3)).isEqualTo(micros);
        for (int i = 3; i < 3 + Mark.BYTES; i++) {
            assertThat(bytes[i]).as("printable").isBetween((byte) 33, (byte) 126);
            assertThat(bytes[i]).as("the same within JSON").isNotIn((byte) '"', (byte) '\\');
        }
    }

    @Example
    void isOfOneRunOnly() {
        byte[] bytes = new byte[Mark.BYTES];
        new Mark("abce").put(bytes, 0, 1, 2, 3);
        assertThat(mark.isAt(bytes, 0)).isFalse();
    }

    @Example
    void isNotCutShort() {
        byte[] bytes = new byte[Mark.BYTES];
        mark.put(bytes, 0, 1, 2, 3);
        bytes[Mark.BYTES - 1] = '\n';
        assertThat(mark.isAt(bytes, 0)).isFalse();
    }

    @Example
    void fitsIntoTheShortestMessage() {
        assertThat(Mark.BYTES).isEqualTo(BenchPlan.LEAST_BODY);
    }

    @Example
    void readsEachDigit() {
        byte[] bytes = new byte[Mark.BYTES];
        for (int digit = 0; digit < 64; digit++) {
            mark.put(bytes, 0, digit, digit << 6, digit << 12);
            assertThat(mark.isAt(bytes, 0)).isTrue();
            assertThat(mark.mayBeginWith(bytes, 0, Mark.BYTES - 1)).isTrue();
            assertThat(Mark.sender(bytes, 0)).isEqualTo(digit);
            assertThat(Mark.sequence(bytes, 0)).isEqualTo(digit << 6);
            assertThat(Mark.micros(bytes, 0)).isEqualTo(digit << 12);
        }
    }

    @Example
    void hasOneDigitAfterTheOther() {
        byte[] bytes = new byte[Mark.BYTES];
        mark.put(bytes, 0, 63, 1, 64);
        assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("=abcd??~????@?????@?");
    }
}

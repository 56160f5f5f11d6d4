package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.dialect.Line;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class LineFramerPropertyTest {
    @Property
    void equalsTheReferenceHoweverTheInputIsSplit(
            @ForAll("inputs") byte[] input, @ForAll @IntRange(min = 1, max = 80) int maxLine, @ForAll int[] places,
            @ForAll boolean returnEndsLine) {
        List<Line> expected = ReferenceFramer.lines(maxLine, returnEndsLine, input);
        assertThat(LineFramerTest.frame(maxLine, returnEndsLine, input)).isEqualTo(expected);
        assertThat(LineFramerTest.frame(maxLine, returnEndsLine, Splits.at(input, places))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<byte[]> inputs() {
        Arbitrary<Byte> bytes = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of((byte) '\r', (byte) '\n', (byte) 0)),
                Tuple.of(6, Arbitraries.of((byte) 'a', (byte) 0xC3, (byte) 0xE2, (byte) 0x82, (byte) 0xF0)),
                Tuple.of(1, Arbitraries.bytes()));
        return bytes.array(byte[].class).ofMaxSize(300);
    }
}

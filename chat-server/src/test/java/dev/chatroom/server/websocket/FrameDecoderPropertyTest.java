package dev.chatroom.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class FrameDecoderPropertyTest {
    private static final int MOST = 200;

    /** What a decoder makes of bytes that come in parts of this size. */
    private static List<Object> decoded(byte[] bytes, int part) {
        FrameDecoder decoder = new FrameDecoder(MOST, WebSocketFraming.TEXTS);
        List<Object> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += part) {
            ByteBuffer in = ByteBuffer.wrap(bytes.clone(), from, Math.min(part, bytes.length - from));
            for (Line line = decoder.next(in); line != null; line = decoder.next(in)) {
                assertThat(line.text().length()).isLessThanOrEqualTo(MOST);
                all.add(line);
            }
            assertThat(in.hasRemaining()).as("all is used up").isFalse();
        }
        all.add(decoder.hasEnded());
        all.add(ByteBuffer.wrap(decoder.takeAnswers()));
        return all;
    }

    @Property(tries = 2_000)
    void anyBytesGiveTheSameHoweverTheyAreSplit(
            @ForAll("bytes") byte[] bytes, @ForAll @IntRange(min = 1, max = 40) int part) {
        assertThat(decoded(bytes, part)).isEqualTo(decoded(bytes, Math.max(1, bytes.length)));
    }

    /** Frames that are mostly in order, and what is not. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
        Arbitrary<byte[]> frame = Arbitraries.of(0x81, 0x01, 0x80, 0x00, 0x89, 0x8A, 0x88, 0x82)
                .flatMap(first -> Arbitraries.bytes().between((byte) 'a', (byte) 'z').array(byte[].class).ofMaxSize(90)
                        .map(text -> masked(first, text)));
        return Arbitraries.frequencyOf(Tuple.of(9, frame), Tuple.of(1, noise))
                .list().ofMinSize(1).ofMaxSize(6)
                .map(FrameDecoderPropertyTest::joined);
    }

    private static byte[] masked(int first, byte[] text) {
        byte[] frame = new byte[6 + text.length];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | text.length);
        for (int i = 0; i < 4; i++) {
            frame[2 + i] = (byte) (i + 1);
        }
        for (int i = 0; i < text.length; i++) {
            frame[6 + i] = (byte) (text[i] ^ (i % 4 + 1));
        }
        return frame;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }
}

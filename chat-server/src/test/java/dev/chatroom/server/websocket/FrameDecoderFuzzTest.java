package dev.chatroom.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Whatever bytes come as frames, however they are split, they are the same messages, and none is longer than is allowed. */
class FrameDecoderFuzzTest {
    private static final int MOST = 300;

    @FuzzTest(maxDuration = "10s")
    void framesMeanOneThing(FuzzedDataProvider data) {
        int part = data.consumeInt(1, 40);
        WebSocketFraming framing = data.consumeBoolean() ? WebSocketFraming.TEXTS : WebSocketFraming.LINES_OF_BYTES;
        byte[] bytes = data.consumeRemainingAsBytes();

        assertThat(decoded(framing, bytes, part)).isEqualTo(decoded(framing, bytes, Math.max(1, bytes.length)));
    }

    private static List<Object> decoded(WebSocketFraming framing, byte[] bytes, int part) {
        FrameDecoder decoder = new FrameDecoder(MOST, framing);
        List<Object> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += part) {
            ByteBuffer in = ByteBuffer.wrap(bytes.clone(), from, Math.min(part, bytes.length - from));
            for (Line line = decoder.next(in); line != null; line = decoder.next(in)) {
                assertThat(line.text().length()).isLessThanOrEqualTo(MOST);
                assertThat(decoder.hasEnded()).as("a message after the end").isFalse();
                all.add(line);
            }
            assertThat(in.hasRemaining()).as("all is used up").isFalse();
        }
        byte[] answer = decoder.takeAnswers();
        // Two bytes and at most 125 more: a pong, or the closing that says why.
        assertThat(answer.length).isLessThanOrEqualTo(2 + 125);
        assertThat(decoder.hasEnded() && answer.length == 0).as("an end that the client is not told").isFalse();
        all.add(decoder.hasEnded());
        all.add(ByteBuffer.wrap(answer));
        return all;
    }
}

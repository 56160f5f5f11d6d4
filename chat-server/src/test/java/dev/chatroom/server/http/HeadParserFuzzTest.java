package dev.chatroom.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Whatever bytes come as a head, however they are split, it means one thing, and no more of it is kept than is allowed. */
class HeadParserFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void aHeadMeansOneThing(FuzzedDataProvider data) {
        int part = data.consumeInt(1, 40);
        byte[] bytes = data.consumeRemainingAsBytes();

        Parsed whole = parsed(bytes, Math.max(1, bytes.length));

        assertThat(parsed(bytes, part)).isEqualTo(whole);
        if (whole instanceof Parsed.Whole(RequestHead head)) {
            assertThat(head.fields().size()).isLessThanOrEqualTo(HeadParser.MOST_FIELDS);
            assertThat(head.length()).isNotNegative();
            assertThat(head.fields()).doesNotContainKey("transfer-encoding");
            assertThat(head.fields().toString() + head.target() + head.host() + head.method())
                    .as("no second line can be made of it").doesNotContain("\r", "\n", "\0");
            assertThat(head.current() && head.host().isEmpty()).as("HTTP/1.1 without a host").isFalse();
        }
    }

    private static @Nullable Parsed parsed(byte[] bytes, int part) {
        HeadParser parser = new HeadParser();
        for (int from = 0; from < bytes.length; from += part) {
            ByteBuffer in = ByteBuffer.wrap(bytes, from, Math.min(part, bytes.length - from));
            Parsed parsed = parser.next(in);
            if (parsed != null) {
                return parsed;
            }
            assertThat(in.hasRemaining()).as("all is used up").isFalse();
            assertThat(from).as("what has come of a head").isLessThan(HeadParser.MOST_BYTES);
        }
        return null;
    }
}

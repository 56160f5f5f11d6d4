package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.server.protocol.TelnetDecoderTest.Decoded;

class TelnetDecoderFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void equalsTheReferenceAndAnswersNoAnswer(FuzzedDataProvider data) {
        int[] places = data.consumeInts(8);
        byte[] input = data.consumeRemainingAsBytes();
        Decoded decoded = TelnetDecoderTest.decode(Splits.at(input, places));
        assertThat(decoded).isEqualTo(TelnetDecoderTest.reference(input));
        TelnetDecoderTest.assertBoundedAndAtRest(input);
        assertThat(escapes(decoded.data(), 1)).isLessThanOrEqualTo(escapes(input, 2));
    }

    /** How many disjoint runs of so many bytes 0xFF there are. */
    private static int escapes(byte[] bytes, int run) {
        int found = 0;
        int length = 0;
        for (byte b : bytes) {
            length = b == -1 ? length + 1 : 0;
            if (length == run) {
                found++;
                length = 0;
            }
        }
        return found;
    }
}

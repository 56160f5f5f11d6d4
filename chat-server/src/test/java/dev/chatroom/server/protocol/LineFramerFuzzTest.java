package dev.chatroom.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class LineFramerFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void equalsTheReference(FuzzedDataProvider data) {
        int maxLine = data.consumeInt(1, 200);
        int[] places = data.consumeInts(8);
        byte[] input = data.consumeRemainingAsBytes();
        for (boolean returnEndsLine : new boolean[] {false, true}) {
            assertThat(LineFramerTest.frame(maxLine, returnEndsLine, Splits.at(input, places)))
                    .isEqualTo(ReferenceFramer.lines(maxLine, returnEndsLine, input));
        }
    }
}

package dev.chatroom.server.dialect;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class TerminalTextFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void leavesNothingThatActsOnATerminal(FuzzedDataProvider data) {
        TerminalTextPropertyTest.assertHarmless(data.consumeRemainingAsString());
    }
}

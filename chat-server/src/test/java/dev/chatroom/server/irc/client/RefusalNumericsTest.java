package dev.chatroom.server.irc.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.limit.Refusal;
import org.junit.jupiter.api.Test;

class RefusalNumericsTest {
    @Test
    void aLineOfWhichNothingCameIsNamed() {
        assertThat(RefusalNumerics.notSaid("hello", new Refusal.CutOff()))
                .isEqualTo("Not said: \"hello\". This server cannot reach the others now; try again later");
        assertThat(RefusalNumerics.notSaid("😀".repeat(41), new Refusal.CutOff()))
                .startsWith("Not said: \"" + "😀".repeat(40) + "…\". ");
    }
}

package dev.chatroom.server.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "CAP LS 302", "CAP REQ :server-time batch", "NICK alice", "NICK alice ", "USER a 0 * :Alice", "PASS secret",
        "PASS :two words", "PASS :", "AUTHENTICATE PLAIN", "@label=1 CAP LS", "CAP LS\r302", "CAP UNKNOWN",
        "NICK alice 1",
    })
    void clientsBeginLikeThis(String line) {
        assertThat(IrcDialect.isSpokenIn(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "hello", "nick alice", "CAP", "NICK", "NICK says hi", "CAP it at ten", "NICK alice 1 day",
        "PASS all 512 tests", "USER a b", " CAP LS",
        "@label=1",
        "CAPS LOCK", "CAP AND GOWN", "CAP gown", "AUTHENTICATE", "PASSPORT :lost", "JOIN #lobby",
    })
    void peopleMayBeginLikeThat(String line) {
        assertThat(IrcDialect.isSpokenIn(line)).isFalse();
    }

    /** Before anybody is let in, such a line took a processor for twenty seconds when a pattern was matched. */
    @ParameterizedTest
    @ValueSource(strings = {"CAP ", "USER a b ", "@a CAP ", "PASS ", ""})
    void aHostileLineTakesNoLongerThanAnother(String beginning) {
        String line = beginning + "a".repeat(1_300) + " ".repeat(2_700) + "x\rb";
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                boolean unused = IrcDialect.isSpokenIn(line);
            }
        });
    }

    @Test
    void onlyTheFirstWordsAreLookedAt() {
        assertThat(IrcDialect.isSpokenIn("USER" + " x".repeat(2_000))).isTrue();
    }
}

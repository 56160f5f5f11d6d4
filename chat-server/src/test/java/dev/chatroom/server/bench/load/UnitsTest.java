package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.bench.load.Units.Hearing;
import dev.chatroom.server.websocket.Frames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private static final String HEAD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    @Test
    void hearsLines() {
        assertThat(heard(new Hearing.Lines(), ":irc.local 001\r\n\nPING :x\nunfinished"))
                .containsExactly(":irc.local 001", "", "PING :x");
    }

    @Test
    void hearsTheHeadAndThenMessages() {
        assertThat(heard(new Hearing.Frames(), HEAD + frame("{\"a\":1}") + frame("{\n}") + "\u0081\u0009{\"unf"))
                .containsExactly("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "", "{\"a\":1}", "{\n}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 4_095, 4_096, 4_097, 65_535, 65_536, 100_000})
    void keepsTheBeginningOfALongMessage(int length) {
        List<String> heard = heard(new Hearing.Frames(), HEAD + frame("y".repeat(length)) + frame("next"));
        assertThat(heard.subList(3, heard.size()))
                .containsExactly("y".repeat(Math.min(length, Hearing.LONGEST)), "next");
    }

    @Test
    void keepsTheBeginningOfALongLine() {
        assertThat(heard(new Hearing.Lines(), "y".repeat(5_000) + "\nnext\n"))
                .containsExactly("y".repeat(Hearing.LONGEST), "next");
    }

    @Test
    void hearsPingsButNotTheEnd() {
        assertThat(heard(new Hearing.Frames(),
                HEAD + new String(Frames.ping(), ISO_8859_1) + "\u0088\u0002\u0003\u00E9" + frame("next")))
                .endsWith("", "\u0089\u0000", "next");
    }

    private static String frame(String text) {
        return new String(Frames.text(text.getBytes(US_ASCII)), ISO_8859_1);
    }

    private static List<String> heard(Hearing hearing, String stream) {
        List<String> heard = new ArrayList<>();
        for (byte b : stream.getBytes(ISO_8859_1)) {
            if (hearing.ends(b)) {
                heard.add(hearing.take());
            }
        }
        return heard;
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LoggingTest {
    private static String logged(String message) {
        return new Logging.OneLine().format(new LogRecord(Level.WARNING, message));
    }

    @Test
    void anEntryIsOneLineWhoeverWroteItsWords() {
        assertThat(logged(
                "no such name: a\r\n2026-11-23 05:00:00 warning forged\u001b[31m\u0085\u2028\u202Ex\uDB40\uDC01"))
                .endsWith(" warning no such name: a\\u000d\\u000a2026-11-23 05:00:00 warning forged"
                        + "\\u001b[31m\\u0085\\u2028\\u202ex\\ue0001" + System.lineSeparator())
                .containsOnlyOnce("\n");
    }

    @Test
    void whatPeopleCanReadIsLeftAlone() {
        assertThat(logged("Zoë's file C:\\temp {0} $1")).endsWith(" warning Zoë's file C:\\temp {0} $1\n");
    }
}

package dev.chatroom.server.cli.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({"2026-11-20, 2026-11-19T23:00:00Z", "2026-11-20T12:30, 2026-11-20T11:30:00Z",
        "2026-07-20T12:30:15, 2026-07-20T10:30:15Z", "2026-11-20T12:30Z, 2026-11-20T12:30:00Z",
        "2026-11-20T12:30+05:00, 2026-11-20T07:30:00Z", "2026-11-20T12:30-05:00, 2026-11-20T17:30:00Z"})
    void timesAreMeantInTheZoneUnlessTheySayAnother(String written, Instant meant) {
        assertThat(Moment.of(written, ZONE)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2026-11", "2026-11-31", "2026-11-20 12:30", "20.11.2026", "2026-11-20T25:00"})
    void otherTextIsNoTime(String written) {
        assertThat(Moment.of(written, ZONE)).isEmpty();
    }
}

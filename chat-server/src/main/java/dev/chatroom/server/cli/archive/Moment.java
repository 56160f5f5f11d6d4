package dev.chatroom.server.cli.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Times as operators write them: {@code 2026-11-20}, {@code 2026-11-20T12:30}, {@code 2026-11-20T12:30Z}. */
final class Moment {
    private static final int DATE = "2026-11-20".length();

    private Moment() {}

    /**
     * The time that is meant; of a date alone, its beginning.
     *
     * @param zone where it is meant if no offset is written
     */
    static Optional<Instant> of(String text, ZoneId zone) {
        String written = text.strip();
        try {
            if (written.length() <= DATE) {
                return Optional.of(LocalDate.parse(written).atStartOfDay(zone).toInstant());
            } else if (written.substring(DATE).matches(".*[Zz+-].*")) {
                return Optional.of(OffsetDateTime.parse(written).toInstant());
            }
            return Optional.of(LocalDateTime.parse(written).atZone(zone).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}

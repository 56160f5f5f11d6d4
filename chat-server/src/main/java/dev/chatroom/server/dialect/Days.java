package dev.chatroom.server.dialect;

import dev.chatroom.core.store.HistoryPoint;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Days as people write them: {@code 2026-11-20} (ISO 8601), {@code today}, {@code yesterday}. For any thread.
 *
 * @param zone where the house is
 */
public record Days(LocalDate today, ZoneId zone) {

    /** As of now. */
    public static Days of(ServerContext context) {
        return new Days(LocalDate.ofInstant(context.clock().instant(), context.zone()), context.zone());
    }

    /** The day that somebody means; empty if it is none, or none that a server has seen. */
    public Optional<Day> parse(String written) {
        try {
            LocalDate date = switch (written.toLowerCase(Locale.ROOT)) {
                case "today" -> today;
                case "yesterday" -> today.minusDays(1);
                default -> LocalDate.parse(written);
            };
            return date.getYear() < 1970 || date.getYear() > 9998 ? Optional.empty() : Optional.of(new Day(date, zone));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** One day, from its first moment up to the first of the next. */
    public record Day(LocalDate date, ZoneId zone) {

        /** A point after all that was before that day, and before all else. */
        public HistoryPoint.OfTime first() {
            return new HistoryPoint.OfTime(date.atStartOfDay(zone).toInstant().minusNanos(1));
        }

        /** A point after all of that day, and before all else. */
        public HistoryPoint.OfTime last() {
            return new HistoryPoint.OfTime(date.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
        }
    }
}

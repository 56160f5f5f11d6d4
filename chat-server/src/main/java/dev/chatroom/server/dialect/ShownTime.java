package dev.chatroom.server.dialect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. For any thread. */
public final class ShownTime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private ShownTime() {}

    /** A time of the day where the house is, with the day if that is not today. */
    public static String of(ServerContext context, Instant instant) {
        ZonedDateTime at = instant.atZone(context.zone());
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), context.zone());
        return (at.toLocalDate().equals(today) ? TIME : DAY_AND_TIME).format(at);
    }
}

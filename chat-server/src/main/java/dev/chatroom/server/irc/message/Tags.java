package dev.chatroom.server.irc.message;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tags of lines to clients (IRCv3 message-tags, server-time, message-ids). */
public final class Tags {
    private static final int TIME_DIGITS = 3;
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(TIME_DIGITS).toFormatter(Locale.ROOT);
    private static final int ID_RADIX = 36;
    private static final Pattern IDS = Pattern.compile("[0-9a-z]{1,13}");

    /** More digits than any msgid has. */
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{14,19}");

    private Tags() {}

    /** A time as the server-time tag and CHATHISTORY write it. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** The id of an event as the msgid tag writes it. */
    public static String id(long eventId) {
        return Long.toString(eventId, ID_RADIX);
    }

    /** The id of the event that a msgid names, or the number that an export calls it; 0 if it names none. */
    public static long eventId(String id) {
        if (NUMBERS.matcher(id).matches()) {
            return number(id, 10);
        }
        if (!IDS.matcher(id).matches()) {
            return 0;
        }
        return number(id, ID_RADIX);
    }

    private static long number(String id, int radix) {
        try {
            return Long.parseLong(id, radix);
        } catch (NumberFormatException nobodysId) {
            return 0;
        }
    }

    /** All tags of a line, from @ to the space behind them; empty if there is none. */
    public static String line(IrcEncoding encoding, Instant at, String id, String clientTags, String ownTags) {
        StringBuilder tags = new StringBuilder();
        add(tags, ownTags);
        add(tags, encoding.times() ? "time=" + time(at) : "");
        add(tags, id.isEmpty() ? "" : "msgid=" + id);
        add(tags, clientTags);
        return tags.isEmpty() ? "" : tags.append(' ').toString();
    }

    private static void add(StringBuilder tags, String more) {
        if (!more.isEmpty()) {
            tags.append(tags.isEmpty() ? '@' : ';').append(more);
        }
    }
}

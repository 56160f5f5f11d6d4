package dev.chatroom.server.irc.history;

import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery.End;
import dev.chatroom.core.text.TagValue;
import dev.chatroom.server.dialect.Phrases;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client looks for (soju.im/search): attributes as in the tags of a message. Those that are not known are passed over.
 *
 * @param in a channel or a nickname; empty for everywhere
 * @param from a nickname
 * @param phrases words, and phrases in quotes
 * @param end from where on the messages are wanted: from {@code after}, or back from {@code before}
 * @param limit how many at most
 */
record SearchAttributes(
        Optional<String> in, Optional<String> from, List<String> phrases, HistoryPoint after, HistoryPoint before,
        End end,
        int limit) {
    static final int MOST = 100;

    private static final int MOST_WORDS = 16;

    /** That cannot be meant. */
    static final class WrongAttribute extends Exception {
        private static final long serialVersionUID = 1;

        private final String key;

        private final String text;

        WrongAttribute(String key, String text) {
            super(key);
            this.key = key;
            this.text = text;
        }

        /** What is wrong, for people. */
        String text() {
            return text;
        }

        /** Of the attribute. */
        String key() {
            return key;
        }
    }

    static SearchAttributes parse(String written) throws WrongAttribute {
        SearchAttributes read = new SearchAttributes(
                Optional.empty(), Optional.empty(), List.of(), HistoryPoint.BEGINNING, HistoryPoint.END, End.NEWEST,
                MOST);
        for (String attribute : written.split(";", -1)) {
            int equals = attribute.indexOf('=');
            String key = (equals < 0 ? attribute : attribute.substring(0, equals)).toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : TagValue.unescape(attribute.substring(equals + 1));
            read = read.with(key, value);
        }
        return read;
    }

    /** As people write it who type the command: words alone, or attributes. */
    static SearchAttributes ofPeople(String written) throws WrongAttribute {
        return written.contains("=")
                ? parse(written)
                : parse("").with("text", written);
    }

    /** The same, and no more messages than that. */
    SearchAttributes atMost(int most) {
        return new SearchAttributes(in, from, phrases, after, before, end, Math.min(limit, most));
    }

    private SearchAttributes with(String key, String value) throws WrongAttribute {
        Optional<String> given = value.isEmpty() ? Optional.empty() : Optional.of(value);
        return switch (key) {
            case "in" -> new SearchAttributes(given, from, phrases, after, before, end, limit);
            case "from" -> new SearchAttributes(in, given, phrases, after, before, end, limit);
            case "text" -> new SearchAttributes(in, from, words(value), after, before, end, limit);
            case "after" -> new SearchAttributes(
                    in, from, phrases, new HistoryPoint.OfTime(time(key, value).minusNanos(1)), before, End.OLDEST,
                    limit);
            // Clients see milliseconds: the whole of the last one is meant.
            case "before" -> new SearchAttributes(
                    in, from, phrases, after, new HistoryPoint.OfTime(time(key, value).plusMillis(1)), end, limit);
            case "limit" -> new SearchAttributes(in, from, phrases, after, before, end, number(value));
            default -> this;
        };
    }

    private static List<String> words(String text) throws WrongAttribute {
        List<String> words = Phrases.of(text);
        if (words.size() > MOST_WORDS) {
            throw new WrongAttribute("text", "Look for %d words at most".formatted(MOST_WORDS));
        }
        return words;
    }

    private static Instant time(String key, String value) throws WrongAttribute {
        try {
            Instant at = Instant.parse(value);
            if (at.isAfter(Instant.MIN) && at.isBefore(Instant.MAX.minusSeconds(1))) {
                return at;
            }
        } catch (DateTimeParseException noTime) {
            // Said below.
        }
        throw new WrongAttribute(key, "A time is written 2026-11-20T12:30:00Z");
    }

    private static int number(String value) throws WrongAttribute {
        if (!value.matches("[0-9]{1,6}")) {
            throw new WrongAttribute("limit", "A limit is a number");
        }
        return Math.min(MOST, Integer.parseInt(value));
    }

    /** The same between two ids. */
    SearchAttributes between(long first, long last, int most) {
        return new SearchAttributes(in, from, phrases, new HistoryPoint.OfId(first - 1),
                new HistoryPoint.OfId(last + 1), End.OLDEST, most);
    }
}

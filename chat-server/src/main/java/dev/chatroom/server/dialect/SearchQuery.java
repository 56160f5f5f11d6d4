package dev.chatroom.server.dialect;

import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody looks for, as it is typed behind {@code /search}: words, "phrases in quotes", {@code from:NAME}, {@code
 * in:ROOM}, {@code after:DATE} and {@code before:DATE}. Whatever is none of these is a word.
 *
 * @param phrases words, and phrases of several
 * @param room as it was written; empty for all rooms
 * @param fault what is no day, as it was written
 */
public record SearchQuery(
        List<String> phrases, Optional<String> author, Optional<String> room, HistoryPoint after, HistoryPoint before,
        Optional<String> fault) {
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|(\\S+)");

    /** {@code after:} begins with the first moment of its day, and {@code before:} ends there. */
    public static SearchQuery parse(String text, Days days) {
        List<String> phrases = new ArrayList<>();
        Optional<String> author = Optional.empty();
        Optional<String> room = Optional.empty();
        HistoryPoint after = HistoryPoint.BEGINNING;
        HistoryPoint before = HistoryPoint.END;
        Optional<String> fault = Optional.empty();
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            String part = parts.group(2);
            if (part == null) {
                phrases.add(parts.group(1));
                continue;
            }
            int colon = part.indexOf(':');
            String value = part.substring(colon + 1);
            switch (colon < 1 || value.isEmpty() ? "" : part.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "from" -> author = Optional.of(value);
                case "in" -> room = Optional.of(value);
                case "after" -> {
                    Optional<Days.Day> day = days.parse(value);
                    after = day.<HistoryPoint>map(Days.Day::first).orElse(after);
                    fault = day.isEmpty() ? Optional.of(value) : fault;
                }
                case "before" -> {
                    Optional<Days.Day> day = days.parse(value);
                    before = day.<HistoryPoint>map(Days.Day::first).orElse(before);
                    fault = day.isEmpty() ? Optional.of(value) : fault;
                }
                default -> phrases.add(part);
            }
        }
        return new SearchQuery(withWords(phrases), author, room, after, before, fault);
    }

    /** Signs among words are passed over: they are in no index, and people write them without a thought. */
    private static List<String> withWords(List<String> phrases) {
        List<String> worded =
                phrases.stream().filter(phrase -> !Words.of(phrase).isEmpty()).toList();
        return worded.isEmpty() ? List.copyOf(phrases) : worded;
    }

    /** Whether it asks for words and has none: signs alone are nowhere. */
    public boolean isWordless() {
        return !phrases.isEmpty() && phrases.stream().allMatch(phrase -> Words.of(phrase).isEmpty());
    }

    /** Whether something is looked for at all. */
    public boolean isEmpty() {
        return phrases.isEmpty() && author.isEmpty() && room.isEmpty() && after.equals(HistoryPoint.BEGINNING)
                && before.equals(HistoryPoint.END);
    }
}

package dev.chatroom.server.store.tables;

import static java.util.stream.Collectors.joining;

import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the index of words is given, and asked. The database parts text at blanks alone, so words are those of {@link Words}
 * and nothing that a person writes is ever taken for syntax. The number of the room and the key of the author are
 * words of columns of their own, so that a search in one room looks at no other.
 */
public final class WordIndex {
    /** Each word of the index costs everybody who waits for the commit, so a message has no more of them. */
    public static final int MOST_WORDS = 256;

    private WordIndex() {}

    public static String room(long id) {
        return "r" + id;
    }

    /** As letters that are no syntax and are not parted. */
    public static String author(String key) {
        return HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The first {@value #MOST_WORDS} words of a text. */
    public static String text(String text) {
        List<String> words = Words.of(text);
        return String.join(" ", words.subList(0, Math.min(MOST_WORDS, words.size())));
    }

    /** The question in the language of the index; null if nothing can be found. */
    public static @Nullable String question(List<Long> rooms, HistorySearch search) {
        List<String> parts = new ArrayList<>();
        parts.add(rooms.stream().map(id -> "\"" + room(id) + "\"").collect(joining(" OR ", "room : (", ")")));
        search.author().ifPresent(key -> parts.add("author : \"" + author(key) + "\""));
        for (String phrase : search.phrases()) {
            List<String> words = Words.of(phrase);
            if (words.isEmpty()) {
                return null;
            }
            parts.add("text : \"" + String.join(" ", words) + "\"");
        }
        return String.join(" AND ", parts);
    }
}

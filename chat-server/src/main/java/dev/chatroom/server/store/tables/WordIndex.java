package dev.chatroom.server.store.tables;

import static java.util.stream.Collectors.joining;

import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.Words;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * What the index of words is given, and asked. The database parts text at blanks alone, so words are those of {@link Words}
 * and nothing that a person writes is ever taken for syntax. The number of the room and the key of the author are
 * words of columns of their own, so that a search in one room looks at no other.
 */
public final class WordIndex {
    /** Each word of the index costs everybody who waits for the disk, so a message has no more of them. */
    public static final int MOST_WORDS = 256;

    private static final String WORDS_OF = "words_of";

    /**
     * What the index has of a message in its columns room, author and text, of the tables {@code event} and {@code author}. The
     * database itself parts text as {@link Words} does if that is ASCII, and so many bytes hold no more words than are
     * indexed. For other texts it has a function, on connections to which {@link #offerWords} gave it.
     */
    public static final String COLUMNS = """
            'r' || event.room, hex(author.key),
            case when length(event.text) = octet_length(event.text) and octet_length(event.text) <= %d
                then event.text else %s(event.text) end""".formatted(2 * MOST_WORDS, WORDS_OF);

    private WordIndex() {}

    private static String room(long id) {
        return "r" + id;
    }

    /** As letters that are no syntax and are not parted; the index takes capitals and small ones for the same. */
    private static String author(String key) {
        return HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives the function that {@link #COLUMNS} needs to a connection. */
    public static void offerWords(Connection connection) throws SQLException {
        Function.create(connection, WORDS_OF, new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(text(value_text(0)));
            }
        });
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

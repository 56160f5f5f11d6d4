package dev.chatroom.server.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.text.TagValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line that a client wrote, taken apart.
 *
 * <p>Sources: <a href="https://modern.ircdocs.horse/#message-format">modern.ircdocs.horse</a>, RFC 2812 section 2.3.1,
 * IRCv3 <a href="https://ircv3.net/specs/extensions/message-tags">message-tags</a>. May be called from any thread.
 *
 * @param tags the values by key, at most {@value #MOST_TAGS}, unescaped, in the order of the line; "" for a tag without
 *     a value. Keys are any text that is not empty and has no space, semicolon or equals sign; values may hold anything,
 *     CR and LF among it
 * @param command in upper case, or "" on a line without one, which asks for nothing. It is one word, but not
 *     necessarily of letters: it may begin with a colon, and then cannot be repeated but as a last parameter
 * @param parameters at most {@value #MOST_PARAMETERS}; only the last may be empty, hold spaces or begin with a colon
 */
public record IrcMessage(Map<String, String> tags, String command, List<String> parameters) {
    /** By RFC 2812 the last of so many parameters is the rest of the line, whether a colon stands before it or not. */
    public static final int MOST_PARAMETERS = 15;

    /** So many different tags of a line are read; those behind them are passed over. */
    static final int MOST_TAGS = 64;

    /** What a client may write between {@code @} and the space behind the tags, in bytes (message-tags, size limit). */
    public static final int MOST_TAGS_BYTES = 4_094;

    public IrcMessage {
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        parameters = List.copyOf(parameters);
    }

    /**
     * Takes any line, without its end, and never refuses: a caller bounds it beforehand, see {@link #tagsBytes}. A
     * source, which clients should not write, is passed over. Works in time linear in the line's length.
     */
    public static IrcMessage parse(String line) {
        Words words = new Words(line);
        Map<String, String> tags = words.at('@') ? tags(words.word().substring(1)) : Map.of();
        if (words.at(':')) {
            words.word();
        }
        String command = upperCase(words.word());
        List<String> parameters = new ArrayList<>();
        while (words.more()) {
            parameters.add(words.at(':') || parameters.size() == MOST_PARAMETERS - 1 ? words.rest() : words.word());
        }
        return new IrcMessage(tags, command, parameters);
    }

    /** The size of a line's tags as they are written, in bytes of UTF-8, without {@code @} and space; 0 if none. */
    public static int tagsBytes(String line) {
        Words words = new Words(line);
        return words.at('@') ? words.word().getBytes(UTF_8).length - 1 : 0;
    }

    /** The parameter of that place, from 0; "" if there are not so many. */
    public String parameter(int place) {
        return has(place) ? parameters.get(place) : "";
    }

    /** Whether there is a parameter of that place, from 0, be it empty. */
    public boolean has(int place) {
        return place < parameters.size();
    }

    /**
     * Of several tags with one key the last holds; a tag without a key is none. So many keys are read that whoever says
     * something with them is refused; a line of a thousand would take fourteen times its size.
     */
    private static Map<String, String> tags(String written) {
        Map<String, String> tags = new LinkedHashMap<>();
        int end;
        for (int at = 0; at < written.length(); at = end + 1) {
            end = indexOrEnd(written, ';', at, written.length());
            int keyEnd = indexOrEnd(written, '=', at, end);
            String key = written.substring(at, keyEnd);
            if (!key.isEmpty() && (tags.size() < MOST_TAGS || tags.containsKey(key))) {
                String value = keyEnd == end ? "" : TagValue.unescape(written.substring(keyEnd + 1, end));
                tags.put(key, value);
            }
        }
        return tags;
    }

    /** Commands are of ASCII letters; others have capitals among them (ſ, ı), and must not become one. */
    private static String upperCase(String command) {
        boolean ascii = command.chars().allMatch(c -> c < 0x80);
        return ascii ? command.toUpperCase(Locale.ROOT) : command;
    }

    private static int indexOrEnd(String text, char c, int from, int end) {
        int index = text.indexOf(c, from, end);
        return index < 0 ? end : index;
    }

    /** Goes through a line word by word; between words it always stands behind the spaces. */
    private static final class Words {
        private final String line;
        private int at;

        Words(String line) {
            this.line = line;
            skipSpaces();
        }

        boolean more() {
            return at < line.length();
        }

        boolean at(char c) {
            return more() && line.charAt(at) == c;
        }

        /** The next word; "" at the end. */
        String word() {
            int start = at;
            at = indexOrEnd(line, ' ', at, line.length());
            String word = line.substring(start, at);
            skipSpaces();
            return word;
        }

        /** Everything behind a colon; without a colon, everything but spaces at the end. Not called at the end. */
        String rest() {
            int start = at(':') ? at + 1 : at;
            int end = line.length();
            while (start == at && line.charAt(end - 1) == ' ') {
                end--;
            }
            at = line.length();
            return line.substring(start, end);
        }

        private void skipSpaces() {
            while (at(' ')) {
                at++;
            }
        }
    }
}

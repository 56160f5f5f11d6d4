package dev.chatroom.server.irc.message;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes text fit onto lines that are bounded in bytes of UTF-8.
 *
 * <p>Text is parted between what readers take for characters (extended grapheme clusters, Unicode UAX #29), so that no
 * flag and no accent comes off; only a cluster that alone is too long for a line is parted within, between code points.
 * Works in time linear in the text's length. May be called from any thread.
 */
public final class LineSplit {
    private static final int LONGEST_CODE_POINT = 4;

    /** A char is at most so many bytes: a code point of four is two of them. */
    private static final int MOST_BYTES_A_CHAR = 3;

    private LineSplit() {}

    /**
     * The text in pieces of at most so many bytes, none of them empty, so there are none of an empty text. A piece ends
     * at a space if one is in the last third of what would fit or right behind it; that space is left out.
     *
     * @throws IllegalArgumentException if not every code point fits, that is for less than 4 bytes
     */
    public static List<String> split(String text, int maxBytes) {
        if (maxBytes < LONGEST_CODE_POINT) {
            throw new IllegalArgumentException("A piece has at least 4 bytes, not " + maxBytes);
        }
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = fittingEnd(text, start, maxBytes);
            if (end == text.length()) {
                pieces.add(text.substring(start));
                break;
            }
            BreakIterator clusters = clusters(text, start, end);
            // A space at the very start fits into two thirds, so it is not looked at, and no piece is empty.
            int space = lastSpace(text, start, fittingEnd(text, start, maxBytes - maxBytes / 3), end, clusters);
            end = space < 0 ? clusterEnd(start, end, clusters) : space;
            pieces.add(text.substring(start, end));
            start = space < 0 ? end : space + 1;
        }
        return pieces;
    }

    /** The words with something between them, on as few lines as there can be; only a word alone is too long for one. */
    public static List<String> join(Iterable<String> words, String between, int maxBytes) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int bytes = 0;
        for (String word : words) {
            int more = bytes(word) + between.length();
            if (bytes > 0 && bytes + more > maxBytes) {
                lines.add(line.toString());
                line.setLength(0);
                bytes = 0;
            }
            line.append(bytes == 0 ? "" : between).append(word);
            bytes += more;
        }
        if (bytes > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** How many bytes of UTF-8 a text takes. */
    public static int bytes(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            bytes += bytes(point);
            at += Character.charCount(point);
        }
        return bytes;
    }

    /** As much of the text's beginning as fits into so many bytes, be it in the middle of a word. */
    public static String cut(String text, int maxBytes) {
        if (text.length() <= maxBytes / MOST_BYTES_A_CHAR) {
            return text;
        }
        int end = fittingEnd(text, 0, maxBytes);
        return end == text.length() ? text : text.substring(0, clusterEnd(0, end, clusters(text, 0, end)));
    }

    /** Where the longest run of code points that fits ends. */
    private static int fittingEnd(String text, int start, int maxBytes) {
        int end = start;
        int bytes = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            bytes += bytes(point);
            if (bytes > maxBytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static int bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    /** The clusters from a start to one behind the end, with the code point that decides about the last of them. */
    private static BreakIterator clusters(String text, int start, int end) {
        BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
        clusters.setText(text.substring(start, Math.min(end + 3, text.length())));
        return clusters;
    }

    private static int clusterEnd(int start, int end, BreakIterator clusters) {
        int last = start + clusters.preceding(end - start + 1);
        return last == start ? end : last;
    }

    /** The last space that is a cluster of its own, from {@code first} to {@code last}; -1 if there is none. */
    private static int lastSpace(String text, int start, int first, int last, BreakIterator clusters) {
        for (int at = last; at >= first; at--) {
            boolean space = text.charAt(at) == ' ';
            if (space && clusters.isBoundary(at - start) && clusters.isBoundary(at - start + 1)) {
                return at;
            }
        }
        return -1;
    }
}

package dev.chatroom.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.memory.HeapSize;
import java.util.Arrays;

/**
 * Words that are kept: as a string, or in UTF-8 where that is shorter. One letter beyond U+00FF, such as a curly quote,
 * makes a string twice as long; most texts that have one have few of them. Immutable; equal if the words are.
 */
public final class Text {
    /** No words. */
    public static final Text EMPTY = new Text("", 0);

    private static final int OBJECT = 24;
    private static final int STRING_OBJECT = 24;
    private static final int ONE_BYTE_BELOW = 0x80;
    private static final int TWO_BYTES_BELOW = 0x800;

    /** A {@code String}, or the {@code byte[]} that it is in UTF-8. */
    private final Object kept;

    private final int heapSize;

    private Text(Object kept, int heapSize) {
        this.kept = kept;
        this.heapSize = heapSize;
    }

    /** Keeps these words, which may be any characters. */
    public static Text of(String words) {
        if (words.isEmpty()) {
            return EMPTY;
        } else if (HeapSize.isLatin(words)) {
            return new Text(words, OBJECT + STRING_OBJECT + HeapSize.array(words.length()));
        }
        int asString = STRING_OBJECT + HeapSize.array(2 * words.length());
        int bytes = utf8Length(words);
        return bytes < 0 || HeapSize.array(bytes) >= asString
                ? new Text(words, OBJECT + asString)
                : new Text(words.getBytes(UTF_8), OBJECT + HeapSize.array(bytes));
    }

    /** The words. Takes time in the order of their length, so ask once. */
    @Override
    public String toString() {
        return kept instanceof byte[] utf8 ? new String(utf8, UTF_8) : (String) kept;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return heapSize == 0;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Text text)) {
            return false;
        }
        // The same words are kept in the same form.
        return (kept instanceof byte[] utf8 && text.kept instanceof byte[] others)
                ? Arrays.equals(utf8, others)
                : kept.equals(text.kept);
    }

    @Override
    public int hashCode() {
        return kept instanceof byte[] utf8 ? Arrays.hashCode(utf8) : kept.hashCode();
    }

    /** How many bytes of heap it takes. */
    public int heapSize() {
        return heapSize;
    }

    /** How many bytes the words are in UTF-8; -1 if half a surrogate pair is among them, which has no form there. */
    private static int utf8Length(String words) {
        int bytes = 0;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c < ONE_BYTE_BELOW) {
                bytes++;
            } else if (c < TWO_BYTES_BELOW) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < words.length()
                    && Character.isLowSurrogate(words.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }
}

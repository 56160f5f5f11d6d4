package dev.chatroom.core.text;

import dev.chatroom.core.memory.HeapSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A mask: text in which {@code *} stands for any characters and {@code ?} for one; behind a backslash both stand for
 * themselves. Any other backslash is one, as nicknames have them. Case does not count, letter by letter as in {@link
 * String#equalsIgnoreCase}; to find more letters alike, fold both beforehand.
 *
 * <p>Made once, it takes time linear in the length of each text, whatever the mask: a step for each letter, or one for
 * each 64 signs between two of its stars where there are more.
 *
 * <p>Source: <a href="https://modern.ircdocs.horse/#wildcard-expressions">modern.ircdocs.horse</a>, RFC 2812 section
 * 2.5. A character is a code point here. Immutable, equal if written alike.
 */
public final class Mask {
    private static final int ANY = -1;
    static final int ONE = -2;
    private static final int ASCII = 128;
    private static final int OBJECT = 40;

    private final String written;

    /** What the text must begin with; all of it if there is no star. */
    private final int[] head;

    /** What must follow in this order, with anything between. */
    private final MaskSegment[] segments;

    /** What the text must end with, behind all of that. */
    private final int[] tail;

    private final boolean starred;

    /** How long a text must be at least. */
    private final int least;

    private Mask(String written) {
        this.written = written;
        int[] signs = signs(written);
        int first = next(signs, 0);
        int last = signs.length;
        while (last > first && signs[last - 1] != ANY) {
            last--;
        }
        this.starred = first < signs.length;
        this.head = Arrays.copyOf(signs, first);
        this.tail = Arrays.copyOfRange(signs, starred ? last : signs.length, signs.length);
        List<MaskSegment> between = new ArrayList<>();
        for (int from = first; from < last;) {
            int to = next(signs, from);
            if (to > from) {
                between.add(new MaskSegment(signs, from, to));
            }
            from = to + 1;
        }
        this.segments = between.toArray(MaskSegment[]::new);
        this.least = head.length + tail.length + between.stream().mapToInt(MaskSegment::length).sum();
    }

    /** The mask that is written like this. Takes time in the order of its length, so bound that. */
    public static Mask of(String written) {
        return new Mask(written);
    }

    /** As {@code Mask.of(mask).matches(text)}, for a mask that is needed once. */
    public static boolean matches(String mask, String text) {
        return of(mask).matches(text);
    }

    /** Whether it stands for the whole of a text. */
    public boolean matches(String text) {
        return matches(letters(text));
    }

    /** The same for a text that has been made ready by {@link #letters}, for several masks. */
    public boolean matches(int[] letters) {
        if (letters.length < least || (!starred && letters.length > least)) {
            return false;
        }
        int to = letters.length - tail.length;
        if (!isAt(head, letters, 0) || !isAt(tail, letters, to)) {
            return false;
        }
        int at = head.length;
        for (MaskSegment segment : segments) {
            // The first occurrence leaves most for those that follow.
            at = segment.findEnd(letters, at, to);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /** A text as masks look at it. */
    public static int[] letters(String text) {
        int[] letters = new int[text.length()];
        int size = 0;
        for (int at = 0; at < text.length();) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            letters[size++] = fold(point);
        }
        return size == letters.length ? letters : Arrays.copyOf(letters, size);
    }

    private static boolean isAt(int[] signs, int[] letters, int at) {
        for (int i = 0; i < signs.length; i++) {
            if (signs[i] != ONE && signs[i] != letters[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the next star is; behind the end if there is none. */
    private static int next(int[] signs, int from) {
        int at = from;
        while (at < signs.length && signs[at] != ANY) {
            at++;
        }
        return at;
    }

    /**
     * The mask of the form {@code nick!user@host} that is meant by a part of one; what is left out is {@code *}. What
     * has neither {@code !} nor {@code @} is a host if it has a dot or a colon, which no nickname has, and a nickname
     * otherwise. Runs of {@code *} become one. Completing twice changes nothing. Linear in the mask's length.
     */
    public static String complete(String mask) {
        int nickEnd = mask.indexOf('!');
        int userEnd = mask.indexOf('@', nickEnd + 1);
        String nick = "";
        String user = "";
        String host = "";
        if (nickEnd >= 0) {
            nick = mask.substring(0, nickEnd);
            user = userEnd < 0 ? mask.substring(nickEnd + 1) : mask.substring(nickEnd + 1, userEnd);
            host = userEnd < 0 ? "" : mask.substring(userEnd + 1);
        } else if (userEnd >= 0) {
            user = mask.substring(0, userEnd);
            host = mask.substring(userEnd + 1);
        } else if (mask.indexOf('.') >= 0 || mask.indexOf(':') >= 0) {
            host = mask;
        } else {
            nick = mask;
        }
        return part(nick) + "!" + part(user) + "@" + part(host);
    }

    /** A part without needless stars; {@code *} for an empty one. */
    private static String part(String part) {
        if (part.isEmpty()) {
            return "*";
        }
        StringBuilder out = new StringBuilder(part.length());
        boolean afterAny = false;
        for (int at = 0; at < part.length(); at++) {
            char c = part.charAt(at);
            boolean any = c == '*' && (at == 0 || part.charAt(at - 1) != '\\');
            if (!any || !afterAny) {
                out.append(c);
            }
            afterAny = any;
        }
        return out.toString();
    }

    private static int[] signs(String mask) {
        int[] signs = letters(mask);
        int size = 0;
        for (int at = 0; at < signs.length; at++) {
            boolean escape = signs[at] == '\\' && at + 1 < signs.length && isWild(signs[at + 1]);
            int sign = escape ? signs[++at] : signs[at];
            signs[size++] = escape || !isWild(sign) ? sign : sign == '*' ? ANY : ONE;
        }
        return Arrays.copyOf(signs, size);
    }

    private static boolean isWild(int point) {
        return point == '*' || point == '?';
    }

    /** Lower case of upper case, as some letters have one but not the other in common. */
    private static int fold(int point) {
        if (point < ASCII) {
            return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
        }
        return Character.toLowerCase(Character.toUpperCase(point));
    }

    /** How many bytes of heap it takes. */
    public int heapSize() {
        int size = OBJECT + HeapSize.string(written)
                + HeapSize.array(Integer.BYTES * head.length)
                + HeapSize.array(Integer.BYTES * tail.length)
                + HeapSize.array(HeapSize.REFERENCE * segments.length);
        for (MaskSegment segment : segments) {
            size += segment.heapSize();
        }
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mask mask && written.equals(mask.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return written;
    }
}

package dev.chatroom.core;

import java.util.Arrays;

/**
 * Masks: text in which {@code *} stands for any characters and {@code ?} for one; behind a backslash both stand for
 * themselves. Any other backslash is one, as nicknames have them.
 *
 * <p>Source: <a href="https://modern.ircdocs.horse/#wildcard-expressions">modern.ircdocs.horse</a>, RFC 2812 section
 * 2.5. A character is a code point here. May be called from any thread.
 */
public final class Mask {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private Mask() {}

    /**
     * Whether a mask stands for the whole of a text. Case does not count, letter by letter as in
     * {@link String#equalsIgnoreCase}; to find more letters alike, fold both beforehand. Takes time in the order of the
     * product of both lengths at worst, so bound them.
     */
    public static boolean matches(String mask, String text) {
        int[] signs = signs(mask);
        int[] letters = text.codePoints().map(Mask::fold).toArray();
        int sign = 0;
        int letter = 0;
        int retrySign = -1;
        int retryLetter = 0;
        while (letter < letters.length) {
            if (sign < signs.length && signs[sign] == ANY) {
                retrySign = ++sign;
                retryLetter = letter;
            } else if (sign < signs.length && (signs[sign] == ONE || signs[sign] == letters[letter])) {
                sign++;
                letter++;
            } else if (retrySign >= 0) {
                // Only the last * need take one more: what an earlier one took before cannot help the rest.
                sign = retrySign;
                letter = ++retryLetter;
            } else {
                return false;
            }
        }
        while (sign < signs.length && signs[sign] == ANY) {
            sign++;
        }
        return sign == signs.length;
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
        int[] signs = mask.codePoints().map(Mask::fold).toArray();
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
        return Character.toLowerCase(Character.toUpperCase(point));
    }
}

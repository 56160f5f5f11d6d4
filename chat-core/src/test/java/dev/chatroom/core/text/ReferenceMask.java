package dev.chatroom.core.text;

import java.util.ArrayList;
import java.util.List;

/** Masks as they are defined, one sign and one letter after the other: slow, and easy to check by eye. */
final class ReferenceMask {
    private ReferenceMask() {}

    static boolean matches(String mask, String text) {
        List<String> signs = signs(mask);
        List<String> letters = text.codePoints().mapToObj(Character::toString).toList();
        // Whether the signs so far stand for so many letters.
        boolean[] stands = new boolean[letters.size() + 1];
        stands[0] = true;
        for (String sign : signs) {
            boolean[] next = new boolean[letters.size() + 1];
            for (int i = 0; i <= letters.size(); i++) {
                next[i] = sign.equals("*")
                        ? stands[i] || (i > 0 && next[i - 1])
                        : i > 0 && stands[i - 1] && isOne(sign, letters.get(i - 1));
            }
            stands = next;
        }
        return stands[letters.size()];
    }

    private static boolean isOne(String sign, String letter) {
        return sign.equals("?") || sign.substring(sign.length() > 1 && sign.startsWith("\\") ? 1 : 0)
                .equalsIgnoreCase(letter);
    }

    /** A star or question mark with a backslash before it is one sign. */
    private static List<String> signs(String mask) {
        List<String> signs = new ArrayList<>();
        int[] points = mask.codePoints().toArray();
        for (int at = 0; at < points.length; at++) {
            boolean escapes = points[at] == '\\' && at + 1 < points.length
                    && (points[at + 1] == '*' || points[at + 1] == '?');
            signs.add(escapes ? "\\" + Character.toString(points[++at]) : Character.toString(points[at]));
        }
        return signs;
    }
}

package dev.chatroom.server.dialect;

/**
 * Keeps blanks from moving text to where it seems to be another line: a terminal breaks a line that is wider than itself,
 * so a message with enough blanks in it would go on at the start of a row, where lines begin with the name of a speaker.
 *
 * <p>Guarantees for {@link #shorten}: at most {@value #MOST_WITHIN} blanks follow each other, {@value #MOST_BEFORE} at the
 * beginning, where code that somebody shows is indented, none at the end; so the result is empty if nothing is to be seen; shortening it
 * again changes nothing; it is the same instance if nothing had to change. Works in time linear in the text's length.
 *
 * <p>A blank is whatever terminals show as nothing: spaces of all kinds, format characters, fillers of Hangul, the pattern
 * of Braille without dots. Marks without a look of their own, and joiners, go where they follow a blank.
 *
 * <p>Expects text without controls. May be called from any thread.
 */
public final class BlankRuns {
    static final int MOST_WITHIN = 4;
    static final int MOST_BEFORE = 16;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private BlankRuns() {}

    static String shorten(String text) {
        StringBuilder out = null;
        int shownEnd = 0;
        int blanks = 0;
        int end;
        for (int at = 0; at < text.length(); at = end) {
            int point = text.codePointAt(at);
            end = at + Character.charCount(point);
            boolean kept = true;
            boolean seen = true;
            if (isBlank(point)) {
                kept = ++blanks <= (shownEnd == 0 ? MOST_BEFORE : MOST_WITHIN);
                seen = false;
            } else if (isInvisibleMark(point)) {
                kept = shownEnd > 0 && blanks == 0;
                seen = kept;
            } else {
                blanks = 0;
            }
            if (!kept && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, at);
            } else if (kept && out != null) {
                out.append(text, at, end);
            }
            if (seen) {
                shownEnd = out == null ? end : out.length();
            }
        }
        if (out == null) {
            return shownEnd == text.length() ? text : text.substring(0, shownEnd);
        }
        out.setLength(shownEnd);
        return out.toString();
    }

    /** Whether nothing is to be seen of it at the beginning of a line. */
    public static boolean showsNothing(int point) {
        return isBlank(point) || isInvisibleMark(point);
    }

    /** Whether terminals show nothing for it, or a space. */
    private static boolean isBlank(int point) {
        if (point < 0x7F) {
            return point == ' ';
        }
        return switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR -> true;
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER && !isTag(point);
            default -> isFiller(point);
        };
    }

    /** Where no controls are left, tags make the flag that they belong to. */
    private static boolean isTag(int point) {
        return between(point, 0xE0000, 0xE007F);
    }

    /** Letters, signs and unassigned code points that are blank (Unicode, Default_Ignorable_Code_Point, and four more). */
    private static boolean isFiller(int point) {
        return point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x2800
                || between(point, 0x13441, 0x13442)
                || point == 0x1D159
                || point == 0x2065
                || between(point, 0xFFF0, 0xFFF8)
                || between(point, 0xE0080, 0xE00FF)
                || between(point, 0xE01F0, 0xE0FFF);
    }

    /** What changes only how its neighbours look, or nothing: joiners, variation selectors and marks without a glyph. */
    private static boolean isInvisibleMark(int point) {
        return point == ZERO_WIDTH_NON_JOINER
                || point == ZERO_WIDTH_JOINER
                || point == 0x34F
                || between(point, 0x17B4, 0x17B5)
                || between(point, 0x180B, 0x180F)
                || between(point, 0xFE00, 0xFE0F)
                || point == 0x16FE4
                || between(point, 0xE0100, 0xE01EF);
    }

    private static boolean between(int point, int lowest, int highest) {
        return point >= lowest && point <= highest;
    }
}

package dev.chatroom.server.dialect;

import java.util.HexFormat;

/**
 * Makes text that somebody else wrote harmless on a terminal.
 *
 * <p>Guarantees for {@link #clean}: the result holds no C0 or C1 control, no DEL, no bidi control, no noncharacter and
 * no lone surrogate, so it stays on its line, in its place and in the terminal's colours; blanks are no more than {@link
 * BlankRuns} says, so it stays in its row, as far as blanks can move it; it is empty if nothing of it is to be seen;
 * cleaning it again changes nothing; it is no longer than the text, and the same instance if nothing had to change. Works
 * in time linear in the text's length.
 *
 * <p>Sources: escape and control sequences ECMA-48 (5.4, 5.6, 8.3) and ECMA-35 (13.2), with the way terminals abort
 * them; formatting codes <a href="https://modern.ircdocs.horse/formatting">modern.ircdocs.horse</a>; bidi controls
 * Unicode UAX #9 (2.1 to 2.6); runs of marks UTS #39 (5.4), more generously; emoji flags UTS #51 (ED-14a).
 *
 * <p>May be called from any thread.
 */
public final class TerminalText {
    /** Marks and joiners kept after one character. Real scripts need five or so; Tibetan stacks a few more. */
    private static final int MOST_MARKS = 8;

    /** Stands for "shown as nothing"; no code point is negative. */
    private static final int NOTHING = -1;

    private static final int REPLACEMENT = 0xFFFD;

    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int CANCEL_TAG = 0xE007F;

    private TerminalText() {}

    /** The text with everything removed or replaced that could act on a reader's terminal instead of being shown. */
    public static String clean(String text) {
        return isPlain(text) ? text : BlankRuns.shorten(withoutControls(text));
    }

    /** Whether all of it is printable ASCII with single blanks within, which is so for most of what people write. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (!isPrintableAscii(here) || (here == ' ' && before == ' ')) {
                return false;
            }
            before = here;
        }
        return text.isEmpty() || before != ' ';
    }

    /** Whether a terminal shows nothing of this text. */
    public static boolean showsNothing(String text) {
        return clean(text).isEmpty();
    }

    /** The same with all blanks, for what those have written who run the server. */
    public static String withoutControls(String text) {
        int at = 0;
        while (at < text.length() && isPrintableAscii(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? text : withoutControls(text, at);
    }

    private static String withoutControls(String text, int start) {
        StringBuilder out = null;
        int marks = 0;
        int end;
        for (int at = start; at < text.length(); at = end) {
            int point = text.codePointAt(at);
            end = end(text, at, point);
            int shown = shown(point);
            if (shown == NOTHING || !clings(shown)) {
                // What is removed does not part marks, or else cleaning twice would remove more of them.
                marks = shown == NOTHING ? marks : 0;
            } else if (++marks > MOST_MARKS) {
                shown = NOTHING;
            }
            if (out == null) {
                if (shown == point) {
                    continue;
                }
                out = new StringBuilder(text.length()).append(text, 0, at);
            }
            if (shown == point) {
                out.append(text, at, end);
            } else if (shown != NOTHING) {
                out.appendCodePoint(shown);
            }
        }
        return out == null ? text : out.toString();
    }

    private static boolean isPrintableAscii(int point) {
        return between(point, 0x20, 0x7E);
    }

    /** What is shown for a code point or for the sequence that it begins. */
    private static int shown(int point) {
        if (isPrintableAscii(point)) {
            return point;
        }
        if (point < 0xA0) {
            return between(point, '\t', '\r') || point == 0x85 ? ' ' : NOTHING;
        }
        if (point < 0x61C) {
            return point;
        }
        if (point == 0x2028 || point == 0x2029) {
            return ' ';
        }
        if (isInvisibleControl(point)) {
            return NOTHING;
        }
        return isNoCharacter(point) ? REPLACEMENT : point;
    }

    /** Bidi controls and their deprecated neighbours, byte order mark, interlinear annotation, tags. */
    private static boolean isInvisibleControl(int point) {
        return point == 0x61C
                || point == 0x200E
                || point == 0x200F
                || between(point, 0x202A, 0x202E)
                || between(point, 0x2066, 0x206F)
                || point == 0xFEFF
                || between(point, 0xFFF9, 0xFFFB)
                || between(point, 0xE0000, CANCEL_TAG);
    }

    private static boolean isNoCharacter(int point) {
        return between(point, 0xD800, 0xDFFF)
                || between(point, 0xFDD0, 0xFDEF)
                || (point & 0xFFFE) == 0xFFFE;
    }

    /** Whether a code point takes no place of its own: combining marks, variation selectors, ZWNJ and ZWJ. */
    private static boolean clings(int point) {
        if (point < 0x300) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> point == 0x200C || point == 0x200D;
        };
    }

    /** Where the unit that begins at {@code at} ends: a whole sequence, or one code point. */
    private static int end(String text, int at, int point) {
        int next = at + Character.charCount(point);
        return switch (point) {
            case 0x03 -> colourEnd(text, next);
            case 0x04 -> hexColourEnd(text, next);
            case 0x1B -> escapeEnd(text, next);
            case 0x9B -> controlSequenceEnd(text, next);
            case 0x90, 0x98, 0x9D, 0x9E, 0x9F -> stringEnd(text, next);
            case BLACK_FLAG -> flagEnd(text, next);
            default -> next;
        };
    }

    private static int escapeEnd(String text, int at) {
        if (at == text.length()) {
            return at;
        }
        return switch (text.charAt(at)) {
            case '[' -> controlSequenceEnd(text, at + 1);
            case 'P', 'X', ']', '^', '_' -> stringEnd(text, at + 1);
            default -> finalEnd(text, runEnd(text, at, text.length(), ' ', '/'), '0');
        };
    }

    /** Parameters and intermediates in any order, as terminals also swallow the malformed; then the final character. */
    private static int controlSequenceEnd(String text, int at) {
        return finalEnd(text, runEnd(text, at, text.length(), ' ', '?'), '@');
    }

    /** A sequence without its final character ends before what is there instead, which is then looked at for itself. */
    private static int finalEnd(String text, int at, char lowest) {
        return runEnd(text, at, at + 1, lowest, '~');
    }

    /**
     * The end of a control string: behind BEL, ST, CAN or SUB, or before an ESC, which either is half of ST or aborts
     * the string and begins the next sequence.
     */
    private static int stringEnd(String text, int at) {
        for (int i = at; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case 0x07, 0x18, 0x1A, 0x9C -> {
                    return i + 1;
                }
                case 0x1B -> {
                    return i;
                }
                default -> {}
            }
        }
        return text.length();
    }

    /**
     * Up to two digits of foreground, and a comma and up to two of background only if there are digits on both sides.
     */
    private static int colourEnd(String text, int at) {
        int end = runEnd(text, at, at + 2, '0', '9');
        if (end == at || end == text.length() || text.charAt(end) != ',') {
            return end;
        }
        int background = runEnd(text, end + 1, end + 3, '0', '9');
        return background == end + 1 ? end : background;
    }

    private static int hexColourEnd(String text, int at) {
        int end = sixHexDigitsEnd(text, at);
        if (end == at || end == text.length() || text.charAt(end) != ',') {
            return end;
        }
        int background = sixHexDigitsEnd(text, end + 1);
        return background == end + 1 ? end : background;
    }

    private static int sixHexDigitsEnd(String text, int at) {
        int end = at;
        while (end < text.length() && end < at + 6 && HexFormat.isHexDigit(text.charAt(end))) {
            end++;
        }
        return end == at + 6 ? end : at;
    }

    /** The end of a black flag's tags, if they spell a region and are closed; else none of them belongs to it. */
    private static int flagEnd(String text, int at) {
        int end = at;
        while (end < text.length() && end <= at + 2 * 6 && isRegionTag(text.codePointAt(end))) {
            end += 2;
        }
        int tags = (end - at) / 2;
        boolean closed = end < text.length() && text.codePointAt(end) == CANCEL_TAG;
        return closed && tags >= 3 && tags <= 6 ? end + 2 : at;
    }

    private static boolean isRegionTag(int point) {
        return between(point, 0xE0030, 0xE0039) || between(point, 0xE0061, 0xE007A);
    }

    /**
     * The end of the run of chars from {@code lowest} to {@code highest} that begins at {@code at}, looked for before
     * {@code max}.
     */
    private static int runEnd(String text, int at, int max, char lowest, char highest) {
        int end = at;
        int stop = Math.min(max, text.length());
        while (end < stop && between(text.charAt(end), lowest, highest)) {
            end++;
        }
        return end;
    }

    private static boolean between(int point, int lowest, int highest) {
        return point >= lowest && point <= highest;
    }
}

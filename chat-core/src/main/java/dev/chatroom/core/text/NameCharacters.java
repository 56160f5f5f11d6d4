package dev.chatroom.core.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which characters names may have: letters, marks and digits of any script (the IdentifierClass of RFC 8264 without its
 * invisible characters), and the signs that IRC allows.
 */
public final class NameCharacters {
    public static final String IN_NICKNAMES = "_-[]{}\\|^`";
    public static final String IN_ROOM_NAMES = IN_NICKNAMES + ".+'&~";

    private static final int MOST_MARKS_IN_A_ROW = 3;
    private static final Set<UnicodeScript> LOOKING_ALIKE = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE,
            UnicodeScript.COPTIC);

    /** A letter of these that looks like punctuation is refused everywhere: around it, letters may look like Latin ones. */
    private static final Set<UnicodeScript> LIKE_LATIN = EnumSet.of(
            UnicodeScript.LATIN, UnicodeScript.LISU, UnicodeScript.COMMON, UnicodeScript.INHERITED);

    /** It looks like a semicolon, and confusables.txt does not list it. */
    private static final int LISU_TONE_NA_PO = 0xA4FC;

    /** Many names have a letter that looks like this, and it cannot be taken for the end of a name. */
    private static final String APOSTROPHE = "'";

    private NameCharacters() {}

    /** The first code point that a name may not have where it stands, or -1. */
    public static int firstOutside(String name, String signs) {
        int marks = 0;
        int base = 0;
        for (int i = 0, cp; i < name.length(); i += Character.charCount(cp)) {
            cp = name.codePointAt(i);
            boolean fits;
            if (isMark(cp)) {
                marks++;
                fits = i > 0 && marks <= MOST_MARKS_IN_A_ROW && goesWith(cp, base);
            } else {
                marks = 0;
                base = cp;
                fits = signs.indexOf(cp) >= 0 || (Character.isLetterOrDigit(cp) && !isPunctuation(cp, name, signs));
            }
            if (!fits || isInvisible(cp)) {
                return cp;
            }
        }
        return -1;
    }

    /**
     * Whether a mark may stand behind this letter: it is of the same script, or of those that all scripts use (Unicode UAX #24).
     * Behind letters of other scripts many show nothing.
     */
    static boolean goesWith(int mark, int base) {
        UnicodeScript script = UnicodeScript.of(mark);
        return script == UnicodeScript.COMMON
                || script == UnicodeScript.INHERITED
                || script == UnicodeScript.of(base);
    }

    /**
     * Whether a nickname may begin with this code point: IRC clients take a digit or a hyphen there for something else.
     */
    public static boolean mayBegin(int cp) {
        return cp != '-' && !Character.isDigit(cp);
    }

    /** Whether letters of different scripts that look alike occur together (Unicode UTS #39, section 5). */
    public static boolean mixesScripts(String name) {
        return name.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(LOOKING_ALIKE::contains)
                .distinct()
                .count() > 1;
    }

    static boolean isMark(int cp) {
        return switch (Character.getType(cp)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /**
     * Whether a letter looks like punctuation that the name may not have, such as a colon, and is not among letters that
     * show what it is: those of its own script alone.
     */
    private static boolean isPunctuation(int cp, String name, String signs) {
        String look = look(cp);
        if (look.codePoints().allMatch(sign -> (signs + APOSTROPHE).indexOf(sign) >= 0)
                || look.codePoints().anyMatch(sign -> Character.isLetterOrDigit(sign) || isMark(sign))) {
            return false;
        }
        UnicodeScript own = script(cp);
        return LIKE_LATIN.contains(own)
                || name.codePoints()
                        .mapToObj(NameCharacters::script)
                        .anyMatch(other -> other != own
                                && other != UnicodeScript.COMMON && other != UnicodeScript.INHERITED);
    }

    /** What a character looks like; empty if like nothing else. */
    private static String look(int cp) {
        if (cp == LISU_TONE_NA_PO) {
            return ";";
        }
        return cp < 0x80 ? "" : Confusables.prototype(cp);
    }

    /** That of a character; the digits that Arabic shares with few other scripts count as Arabic. */
    private static UnicodeScript script(int cp) {
        return cp >= 0x0660 && cp <= 0x0669 ? UnicodeScript.ARABIC : UnicodeScript.of(cp);
    }

    /**
     * The letters and marks with the property Default_Ignorable_Code_Point, two blanks that are letters, and the marks of
     * musical notes, which names do not have, Unicode 15.
     */
    private static boolean isInvisible(int cp) {
        return (cp >= 0x1CF00 && cp <= 0x1D24F && isMark(cp))
                || cp == 0x034F
                || cp == 0x115F
                || cp == 0x1160
                || cp == 0x17B4
                || cp == 0x17B5
                || (cp >= 0x180B && cp <= 0x180F)
                || cp == 0x3164
                || (cp >= 0xFE00 && cp <= 0xFE0F)
                || cp == 0xFFA0
                || cp == 0x13441
                || cp == 0x13442
                || (cp >= 0xE0100 && cp <= 0xE01EF);
    }
}

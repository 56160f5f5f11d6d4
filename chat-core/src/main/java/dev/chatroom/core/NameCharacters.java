package dev.chatroom.core;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which characters names may have: letters, marks and digits of any script (the IdentifierClass of RFC 8264 without its
 * invisible characters), and the signs that IRC allows.
 */
final class NameCharacters {
    static final String IN_NICKNAMES = "_-[]{}\\|^`";
    static final String IN_ROOM_NAMES = IN_NICKNAMES + ".+'&~";

    private static final int MOST_MARKS_IN_A_ROW = 3;
    private static final Set<UnicodeScript> LOOKING_ALIKE = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE,
            UnicodeScript.COPTIC);

    private NameCharacters() {}

    /** The first code point that a name may not have where it stands, or -1. */
    static int firstOutside(String name, String signs) {
        int marks = 0;
        for (int i = 0, cp; i < name.length(); i += Character.charCount(cp)) {
            cp = name.codePointAt(i);
            marks = isMark(cp) ? marks + 1 : 0;
            boolean fits = Character.isLetterOrDigit(cp) || signs.indexOf(cp) >= 0
                    || (marks > 0 && i > 0 && marks <= MOST_MARKS_IN_A_ROW);
            if (!fits || isInvisible(cp)) {
                return cp;
            }
        }
        return -1;
    }

    /**
     * Whether a nickname may begin with this code point: IRC clients take a digit or a hyphen there for something else.
     */
    static boolean mayBegin(int cp) {
        return cp != '-' && !Character.isDigit(cp);
    }

    /** Whether letters of different scripts that look alike occur together (Unicode UTS #39, section 5). */
    static boolean mixesScripts(String name) {
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
     * The letters and marks with the property Default_Ignorable_Code_Point, and two blanks that are letters, Unicode
     * 15.
     */
    private static boolean isInvisible(int cp) {
        return cp == 0x034F
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

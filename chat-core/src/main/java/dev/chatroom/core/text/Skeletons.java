package dev.chatroom.core.text;

import java.lang.Character.UnicodeScript;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what nicknames are known that look alike: two do if they have a skeleton in common.
 *
 * <p>A name is the same in whatever case, but what it looks like depends on the case: I is like l, and i is not. So a name
 * has a skeleton as it is written, one in small and one in capital letters, and each is compared with those of its kind.
 * To fold them all into one would take Ali for All, and Ian for Lan. Only a name in no usual case, such as aIice, is also
 * taken for what it looks like in small letters.
 *
 * <p>Marks that show nothing where they stand have no part in it. Besides what Unicode lists, small capitals look like small letters, and vv like w.
 */
public final class Skeletons {
    private static final String SMALL_CAPITALS = "ʙɢʜʟɴʀʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱƅ";
    private static final String SMALL_LETTERS = "bghlnryacdejkmoptuvwzfsb";

    /** Shows nothing wherever it stands. */
    private static final int KHITAN_FILLER = 0x16FE4;

    /**
     * Marks that join the letter behind them to the one before, and show nothing where none follows: Invisible_Stacker and
     * Number_Joiner of Unicode 17 (UAX #44, Indic_Syllabic_Category), and the joiner of Tifinagh.
     */
    public static final String JOINERS = "\u1039\u17D2\u1A60\u1BAB\u2D7F\uAAF6" + Stream.of(
            0x10A3F, 0x1107F, 0x11133, 0x113D0, 0x1193E, 0x11A47, 0x11A99, 0x11D45, 0x11D97, 0x11F42)
            .map(Character::toString)
            .collect(Collectors.joining());

    /** Marks of the kinds; no name has them. */
    private static final String AS_WRITTEN = "=";

    private static final String IN_CAPITALS = ">";

    private Skeletons() {}

    /**
     * The skeletons of a nickname that is in form NFKC. Names of guests have none, so that most users take no place where
     * they are kept: what looks like such a name, the rules of nicknames give to nobody.
     */
    public static Set<String> of(String nickname) {
        if (Nickname.isForGuests(nickname)) {
            return Set.of();
        }
        String name = smallLetters(visible(nickname));
        String upper = name.toUpperCase(Locale.ROOT);
        String written = skeleton(name);
        Set<String> skeletons = new HashSet<>();
        skeletons.add(inSmallLetters(name));
        skeletons.add(IN_CAPITALS + skeleton(upper));
        skeletons.add(AS_WRITTEN + written);
        if (!isInUsualCase(name, upper)) {
            skeletons.add(CaseFold.key(written));
        }
        return skeletons;
    }

    /** That of a name in small letters, which is in small letters itself. */
    public static String inSmallLetters(String name) {
        return CaseFold.key(skeleton(CaseFold.key(smallLetters(visible(name)))));
    }

    /** Without the marks that show nothing where they stand. */
    private static String visible(String name) {
        int[] points = name.codePoints().toArray();
        StringBuilder visible = new StringBuilder(name.length());
        int base = 0;
        for (int i = 0; i < points.length; i++) {
            boolean mark = NameCharacters.isMark(points[i]);
            base = mark ? base : points[i];
            int next = i + 1 < points.length ? points[i + 1] : 0;
            if (!mark || (points[i] != KHITAN_FILLER && showsBetween(base, points[i], next))) {
                visible.appendCodePoint(points[i]);
            }
        }
        return visible.toString();
    }

    private static boolean showsBetween(int base, int mark, int next) {
        boolean joins = Character.isLetterOrDigit(next) && UnicodeScript.of(next) == UnicodeScript.of(mark);
        return NameCharacters.goesWith(mark, base) && (joins || JOINERS.indexOf(mark) < 0);
    }

    private static String skeleton(String text) {
        return smallLetters(Confusables.skeleton(text)).replace("rn", "m").replace("vv", "w");
    }

    /** In small letters, in capitals, or in small letters behind a capital. */
    private static boolean isInUsualCase(String name, String upper) {
        String behindFirst = name.substring(name.offsetByCodePoints(0, 1));
        return name.equals(upper) || behindFirst.equals(behindFirst.toLowerCase(Locale.ROOT));
    }

    private static String smallLetters(String text) {
        StringBuilder small = new StringBuilder(text);
        for (int i = 0; i < small.length(); i++) {
            int capital = SMALL_CAPITALS.indexOf(small.charAt(i));
            if (capital >= 0) {
                small.setCharAt(i, SMALL_LETTERS.charAt(capital));
            }
        }
        return small.toString();
    }
}

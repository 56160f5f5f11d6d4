package dev.chatroom.core;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * By what nicknames are known that look alike: two do if they have a skeleton in common.
 *
 * <p>A name is the same in whatever case, but what it looks like depends on the case: I is like l, and i is not. So a name
 * has a skeleton as it is written, one in small and one in capital letters, and each is compared with those of its kind.
 * To fold them all into one would take Ali for All, and Ian for Lan. Only a name in no usual case, such as aIice, is also
 * taken for what it looks like in small letters.
 *
 * <p>Besides what Unicode lists, small capitals look like small letters, and vv like w.
 */
final class Skeletons {
    private static final String SMALL_CAPITALS = "ʙɢʜʟɴʀʏᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱƅ";
    private static final String SMALL_LETTERS = "bghlnryacdejkmoptuvwzfsb";

    /** Marks of the kinds; no name has them. */
    private static final String AS_WRITTEN = "=";

    private static final String IN_CAPITALS = ">";

    private Skeletons() {}

    /**
     * The skeletons of a nickname that is in form NFKC. Names of guests have none, so that most users take no place where
     * they are kept: what looks like such a name, {@link NicknameRules} give to nobody.
     */
    static Set<String> of(String nickname) {
        if (NicknameRules.isForGuests(nickname)) {
            return Set.of();
        }
        String name = smallLetters(nickname);
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
    static String inSmallLetters(String name) {
        return CaseFold.key(skeleton(CaseFold.key(smallLetters(name))));
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

package dev.chatroom.core.limit;

import dev.chatroom.core.text.Skeletons;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Nicknames that nobody may have, and all that look like them, which is taken in a wider sense here than among people:
 * marks and signs away, figures for letters, i for l, and then the {@link Skeletons}.
 */
public final class ReservedNames {
    private static final String LOOKS = "авсенікмортѕухјӏԁѵԝ" + "αβεικνορτυχη" + "01358iıɡ|";
    private static final String LIKES = "abcehlkmoptsyxjldvw" + "abelknoptuxn" + "olesbllgl";

    private final Map<String, String> bySkeleton;

    public ReservedNames(Collection<String> names) {
        bySkeleton = names.stream().collect(Collectors.toMap(ReservedNames::skeleton, name -> name, (a, b) -> a));
    }

    /** The reserved name that this one is or looks like. */
    Optional<String> lookedLike(String nickname) {
        return Optional.ofNullable(bySkeleton.get(skeleton(nickname)));
    }

    private static String skeleton(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder skeleton = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(cp -> {
            int look = LOOKS.indexOf(cp);
            if (look >= 0) {
                skeleton.append(LIKES.charAt(look));
            } else if (Character.isLetterOrDigit(cp)) {
                skeleton.appendCodePoint(cp);
            }
        });
        return Skeletons.inSmallLetters(skeleton.toString()).replace('i', 'l');
    }
}

package dev.chatroom.core;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Nicknames that nobody may have, and all that look like them: compared by a skeleton in the manner of Unicode UTS #39,
 * section 4, made for Latin names: marks and signs away, look-alikes replaced.
 */
final class ReservedNames {
    private static final String LOOKS = "авсенікмортѕухјӏԁѵԝ" + "αβεικνορτυχη" + "01358iıɡ|";
    private static final String LIKES = "abcehlkmoptsyxjldvw" + "abelknoptuxn" + "olesbllgl";

    private final Map<String, String> bySkeleton;

    ReservedNames(Collection<String> names) {
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
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }
}

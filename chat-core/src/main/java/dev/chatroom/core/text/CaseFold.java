package dev.chatroom.core.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes names comparable: two names that a reader would call the same have the same key.
 *
 * <p>The JDK has no Unicode case folding; lower, upper and again lower case in the root locale come to the same for
 * letters (ẞ, ß and SS fold together, and Σ, σ and ς). NFKC (Unicode UAX #15) before and after, as RFC 8265 section 3.3
 * has it, unites composed and decomposed, wide and narrow forms.
 */
public final class CaseFold {
    private CaseFold() {}

    /** The key of a name. */
    public static String key(String name) {
        String upper = normalize(name).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        String key = normalize(upper.toLowerCase(Locale.ROOT).replace('ς', 'σ'));
        // Most names are their own key: one string instead of two for each user.
        return key.equals(name) ? name : key;
    }

    /** The form in which a name is shown. */
    public static String normalize(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
    }
}

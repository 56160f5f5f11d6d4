package dev.chatroom.server.dialect;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that was probably meant by one that does not exist, for "did you mean".
 *
 * <p>Nearness is the Damerau–Levenshtein distance in its restricted form (optimal string alignment): inserting,
 * deleting or replacing a letter or exchanging two neighbours is one edit, and no letter is edited twice. Case does not
 * count. Work is bounded: what is typed is looked at only up to {@value #LONGEST} chars, words only if about as long.
 */
public final class NearestWord {
    private static final int LONGEST = 32;

    private static final int MOST_EDITS = 2;

    /** Words of fewer letters are others with two of them changed. */
    private static final int LONG_WORD = 6;

    private NearestWord() {}

    /**
     * The only word that begins with {@code typed}; else the nearest that is at most two edits away, one edit if either
     * has fewer than six letters, and none if either has only one. Of equally near words the first in the order of {@code
     * words}.
     */
    public static Optional<String> of(String typed, Collection<String> words) {
        if (typed.isEmpty() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = MOST_EDITS + 1;
        String completion = null;
        int completions = 0;
        for (String word : words) {
            String candidate = word.toLowerCase(Locale.ROOT);
            if (candidate.startsWith(wanted)) {
                completion = word;
                completions++;
            }
            int edits = edits(wanted, candidate);
            if (edits < least) {
                nearest = word;
                least = edits;
            }
        }
        return Optional.ofNullable(completions == 1 ? completion : nearest);
    }

    /** The distance of {@code a} and {@code b}; more than {@link #MOST_EDITS} if they are not near. */
    private static int edits(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int most = shorter >= LONG_WORD ? MOST_EDITS : Math.min(shorter - 1, 1);
        if (Math.abs(a.length() - b.length()) > most) {
            return MOST_EDITS + 1;
        }
        int edits = distance(a, b);
        return edits > most ? MOST_EDITS + 1 : edits;
    }

    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            table[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int edits = table[i - 1][j - 1] + (same ? 0 : 1);
                edits = Math.min(edits, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits = Math.min(edits, table[i - 2][j - 2] + 1);
                }
                table[i][j] = edits;
            }
        }
        return table[a.length()][b.length()];
    }
}

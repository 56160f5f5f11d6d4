package dev.chatroom.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.text.Mask;

class MaskFuzzTest {
    private static final int LONGEST = 256;

    @FuzzTest(maxDuration = "10s")
    void matchesAsTheDefinitionSays(FuzzedDataProvider data) {
        String mask = data.consumeString(LONGEST);
        String text = data.consumeRemainingAsString();
        text = text.substring(0, Math.min(text.length(), 2 * LONGEST));
        assertThat(Mask.of(mask).matches(text)).isEqualTo(matches(mask.codePoints().toArray(), text));
    }

    /** Sign by sign and letter by letter. */
    private static boolean matches(int[] mask, String text) {
        int[] letters = text.codePoints().toArray();
        boolean[] stands = new boolean[letters.length + 1];
        stands[0] = true;
        for (int at = 0; at < mask.length; at++) {
            boolean escapes = mask[at] == '\\' && at + 1 < mask.length && isWild(mask[at + 1]);
            at += escapes ? 1 : 0;
            boolean[] next = new boolean[letters.length + 1];
            for (int i = 0; i < next.length; i++) {
                boolean one = i > 0 && stands[i - 1];
                if (escapes || !isWild(mask[at])) {
                    next[i] = one && isAlike(mask[at], letters[i - 1]);
                } else {
                    next[i] = mask[at] == '?' ? one : stands[i] || (i > 0 && next[i - 1]);
                }
            }
            stands = next;
        }
        return stands[letters.length];
    }

    private static boolean isWild(int point) {
        return point == '*' || point == '?';
    }

    private static boolean isAlike(int one, int other) {
        return Character.toLowerCase(Character.toUpperCase(one)) == Character.toLowerCase(Character.toUpperCase(other));
    }
}

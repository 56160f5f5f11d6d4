package dev.chatroom.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a text as people look for them, whatever their case. A word is a run of letters, digits and marks. Scripts
 * that put no blanks between words (Han, Kana, Thai, Lao, Khmer, Myanmar, Tibetan) give a word for each letter, so that two of them
 * are found as a phrase. Signs part words and are none.
 *
 * <p>Text is folded as {@link CaseFold#key} says. Takes time in the order of the length. For any thread.
 */
public final class Words {
    private Words() {}

    /** The words, in their order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String folded = CaseFold.key(text);
        int start = 0;
        boolean alone = false;
        int at = 0;
        while (at < folded.length()) {
            int point = folded.codePointAt(at);
            boolean mark = isMark(point);
            boolean startsAlone = !mark && standsAlone(point);
            if (!(mark || Character.isLetterOrDigit(point)) || startsAlone || (alone && !mark)) {
                add(words, folded, start, at);
                start = Character.isLetterOrDigit(point) ? at : at + Character.charCount(point);
                alone = startsAlone;
            }
            at += Character.charCount(point);
        }
        add(words, folded, start, folded.length());
        return words;
    }

    /** Whether these words follow each other somewhere in the text; nothing is in no text. */
    public static boolean contains(List<String> text, List<String> phrase) {
        if (phrase.isEmpty()) {
            return false;
        }
        for (int from = 0; from + phrase.size() <= text.size(); from++) {
            if (text.subList(from, from + phrase.size()).equals(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<String> words, String folded, int start, int end) {
        if (start < end) {
            words.add(folded.substring(start, end));
        }
    }

    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /** Whether a letter is a word by itself, since its script writes no blanks. */
    private static boolean standsAlone(int point) {
        if (point < 0xE00 || !Character.isLetter(point)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN, BOPOMOFO, YI -> true;
            default -> point == 0x30FC; // The sign that makes a Kana long is of no script.
        };
    }
}

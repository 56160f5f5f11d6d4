package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

public class TerminalTextPropertyTest {
    private static final String ESC = "\u001B";
    private static final String ENGLAND = TerminalTextTest.flag("gbeng");

    private static final Set<Integer> MARKS = Set.of(
            (int) Character.NON_SPACING_MARK, (int) Character.ENCLOSING_MARK, (int) Character.COMBINING_SPACING_MARK);

    private static final Set<Byte> BIDI = Set.of(
            Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
            Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
            Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
            Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
            Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
            Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE);

    @Example
    void everyCodePointAloneIsHarmless() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            assertHarmless("a" + Character.toString(point) + "b");
        }
    }

    @Property(tries = 3_000)
    void anyTextIsHarmless(@ForAll("texts") String text) {
        assertHarmless(text);
    }

    @Property
    void textWithoutEscapesKeepsItsWords(@ForAll("words") List<String> words) {
        String text = String.join("\u0007" + ESC + "[1m\u0002\u202E", words);
        assertThat(TerminalText.clean(text)).isEqualTo(String.join("", words));
    }

    @Property
    void lettersAndBlanksAreCleanedAsAllTextIs(@ForAll("lettersAndBlanks") String text) {
        assertThat(TerminalText.clean(text)).isEqualTo(BlankRuns.shorten(TerminalText.withoutControls(text)));
    }

    @Provide
    Arbitrary<String> lettersAndBlanks() {
        return Arbitraries.strings().withChars("a~!   \t\u007F\u00A0").ofMaxLength(12);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings().withChars("abcé你.~").list();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(ESC, ESC + "[", ESC + "]", "\u009B", "\u009D", "\u009C")),
                Tuple.of(2, Arbitraries.of("\u0003", "\u0004", "\u0007", "\u0018", "\u0085")),
                Tuple.of(3, Arbitraries.of("1", ",", ";", "m", "a", " ", "FF00AA", "\\")),
                Tuple.of(2, Arbitraries.of("\u0301", "\u200D", "\u200E", "\uFE0F", "\u202E", "\u0301".repeat(7))),
                Tuple.of(2, Arbitraries.of("🏴", ENGLAND, ENGLAND.substring(2), "\uD83C", "\uDFF4")),
                Tuple.of(3, Arbitraries.of("     ", "\u3164\u3164", "\u2800", " \uFE0F ", "\u00AD", "\u200B", "\t")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(3)));
        return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    static void assertHarmless(String text) {
        String clean = TerminalText.clean(text);
        assertThat(clean.length()).isLessThanOrEqualTo(text.length());
        assertThat(clean.codePoints().filter(TerminalTextPropertyTest::forbidden)).isEmpty();
        assertThat(longestRunOfMarks(clean)).isLessThanOrEqualTo(8);
        assertThat(hasStrayTag(clean)).isFalse();
        int shown = 0;
        while (shown < clean.length() && isBlank(clean.codePointAt(shown))) {
            shown += Character.charCount(clean.codePointAt(shown));
        }
        assertThat(clean.codePointCount(0, shown)).isLessThanOrEqualTo(16);
        assertThat(longestRunOfBlanks(clean.substring(shown))).isLessThanOrEqualTo(4);
        assertThat(clean.isEmpty()).isEqualTo(shown == clean.length());
        assertThat(TerminalText.clean(clean)).isSameAs(clean);
        if (clean.equals(text)) {
            assertThat(clean).isSameAs(text);
        }
    }

    public static boolean forbidden(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (point & 0xFFFF) >= 0xFFFE
                || (point >= 0xFDD0 && point <= 0xFDEF)
                || "\u061C\u200E\u200F\uFEFF\uFFF9\uFFFA\uFFFB".indexOf(point) >= 0
                || BIDI.contains(Character.getDirectionality(point));
    }

    private static int longestRunOfMarks(String text) {
        int longest = 0;
        int run = 0;
        for (int point : text.codePoints().toArray()) {
            run = point == 0x200C || point == 0x200D || MARKS.contains(Character.getType(point)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static int longestRunOfBlanks(String text) {
        int longest = 0;
        int run = 0;
        for (int point : text.codePoints().toArray()) {
            run = isBlank(point) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** Joiners and tags are not: they belong to what stands before them. */
    public static boolean isBlank(int point) {
        int type = Character.getType(point);
        return type == Character.SPACE_SEPARATOR
                || (type == Character.FORMAT && "\u200C\u200D".indexOf(point) < 0 && (point & ~0x7F) != 0xE0000)
                || "\u115F\u1160\u2065\u3164\uFFA0\u2800".indexOf(point) >= 0
                || isIgnorable(point);
    }

    /** Unassigned, or a sign of music, and blank all the same (Unicode, Default_Ignorable_Code_Point). */
    private static boolean isIgnorable(int point) {
        return point == 0x1D159
                || (point >= 0xFFF0 && point <= 0xFFF8)
                || (point >= 0xE0080 && point <= 0xE00FF)
                || (point >= 0xE01F0 && point <= 0xE0FFF);
    }

    /** Whether there are tags anywhere but closed behind a black flag. */
    private static boolean hasStrayTag(String text) {
        boolean open = false;
        int before = 0;
        for (int point : text.codePoints().toArray()) {
            boolean tag = point >= 0xE0000 && point <= 0xE007F;
            if (tag ? !open && before != 0x1F3F4 : open) {
                return true;
            }
            open = tag && point != 0xE007F;
            before = point;
        }
        return open;
    }
}

package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlankRunsTest {
    private static final String FORGED = "alice (private): meet me outside";

    static Stream<String> blanks() {
        return IntStream.of(' ', 0xA0, 0x1680, 0x2000, 0x200A, 0x202F, 0x205F, 0x3000, 0x2800, 0x3164, 0x115F, 0x1160,
                0xFFA0, 0xAD, 0x200B, 0x2060, 0x2064, 0x180E, 0x2065, 0xE01F0, 0x1D159, 0x1D173,
                0x13441, 0x13442)
                .mapToObj(Character::toString);
    }

    static Stream<String> invisibleMarks() {
        return IntStream.of(0x200C, 0x200D, 0x34F, 0xFE00, 0xFE0F, 0x180B, 0x17B4, 0xE0100)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @MethodSource("blanks")
    void blanksOfAnyKindAreCutToAFew(String blank) {
        assertThat(TerminalText.clean("hi" + blank.repeat(75) + FORGED)).isEqualTo("hi" + blank.repeat(4) + FORGED);
        assertThat(TerminalText.clean("hi" + (" " + blank).repeat(75) + FORGED))
                .isEqualTo("hi" + (" " + blank).repeat(2) + FORGED);
    }

    @ParameterizedTest
    @MethodSource("blanks")
    void aFewBlanksStay(String blank) {
        String text = "hi" + blank.repeat(4) + "there";
        assertThat(TerminalText.clean(text)).isSameAs(text);
        assertThat(TerminalText.clean(text + blank)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("invisibleMarks")
    void whatIsInvisibleDoesNotPartBlanks(String mark) {
        assertThat(TerminalText.clean("hi" + (" " + mark).repeat(75) + FORGED)).isEqualTo("hi    " + FORGED);
        assertThat(TerminalText.clean(mark + "hi")).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\u000B", "\r", "\u0085", "\u2028", "\u200E", "\u001B[C", "\u0007 ", "\u0002 "})
    void controlsDoNotPartBlanksEither(String control) {
        assertThat(TerminalText.clean("hi" + control.repeat(75) + FORGED)).matches("hi {0,4}" + "\\Q" + FORGED + "\\E");
    }

    @Test
    void codeKeepsItsIndentationAtTheBeginning() {
        String code = " ".repeat(12) + "return x;";
        assertThat(TerminalText.clean(code)).isSameAs(code);
        assertThat(TerminalText.clean(" ".repeat(75) + FORGED)).isEqualTo(" ".repeat(16) + FORGED);
    }

    @ParameterizedTest
    @MethodSource({"blanks", "invisibleMarks"})
    void ofWhichNothingIsSeenNothingIsLeft(String nothing) {
        assertThat(TerminalText.clean(nothing)).isEmpty();
        assertThat(TerminalText.clean(nothing.repeat(3) + "\u0002\u000f")).isEmpty();
        assertThat(TerminalText.showsNothing(nothing)).isTrue();
    }

    @Test
    void whatPeopleReadIsShownAsItIs() {
        for (String text : new String[] {"a", "می‌خواهم", "👩‍👩‍👧‍👦 ❤️", "ស្រុក​ខ្មែរ", "あ　い", "a  b", "\u0301"}) {
            assertThat(TerminalText.clean(text)).isSameAs(text);
            assertThat(TerminalText.showsNothing(text)).isFalse();
        }
    }

    @Test
    void whoRunsTheServerMayDrawInTheMessageOfTheDay() {
        String drawing = "  /\\" + " ".repeat(30) + "/\\";
        assertThat(TerminalText.withoutControls(drawing)).isSameAs(drawing);
    }
}

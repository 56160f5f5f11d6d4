package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
    private static final String ESC = "\u001B";
    private static final String BEL = "\u0007";
    private static final String ENGLAND = flag("gbeng");

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "plain words, 100 % ~ \\ [0m ]0;x ^A {}",
        "Grüße, señor; Ωμέγα; Привет; 你好; ﷽",
        "שלום עולם, مرحبا بالعالم",
        "می‌خواهم",
        "क्‍ष नमस्ते",
        "e\u0301 \u0E17\u0E35\u0E48 \u05E9\u05C1\u05B8\u05BC",
        "👩‍👩‍👧‍👦 👍🏽 ❤️ 🇩🇪 1️⃣",
        "non\u00A0breaking soft\u00ADhyphen zero\u200Bwidth word\u2060joiner \uE0B0",
    })
    void keepsOrdinaryTextAsTheSameInstance(String text) {
        assertThat(TerminalText.clean(text)).isSameAs(text);
    }

    @Test
    void keepsFlagsOfRegions() {
        String text = "go " + ENGLAND + flag("usca") + flag("gb1234") + "!";
        assertThat(TerminalText.clean(text)).isSameAs(text);
    }

    @ParameterizedTest
    @MethodSource
    void removesEscapeSequencesWhole(String text, String clean) {
        assertThat(TerminalText.clean(text)).isEqualTo(clean);
    }

    static Stream<Arguments> removesEscapeSequencesWhole() {
        return Stream.of(
                Arguments.of("a" + ESC + "[31mred" + ESC + "[0m", "ared"),
                Arguments.of("a" + ESC + "[2Jb" + ESC + "[1;1Hc" + ESC + "[?25ld" + ESC + "[38;2;1;2;3me", "abcde"),
                Arguments.of("a" + ESC + "[0 qb" + ESC + "[>cc" + ESC + "[~d", "abcd"),
                Arguments.of("a\u009B31mred\u009B0m", "ared"),
                Arguments.of("a" + ESC + "]0;title" + BEL + "b", "ab"),
                Arguments.of("a" + ESC + "]8;;https://x.org" + ESC + "\\link" + ESC + "]8;;" + ESC + "\\b", "alinkb"),
                Arguments.of("a\u009D0;title\u009Cb", "ab"),
                Arguments.of("a" + ESC + "]52;c;Zm9v\u009Cb", "ab"),
                Arguments.of("a" + ESC + "Pq#0~" + ESC + "\\b\u0090x\u009Cc", "abc"),
                Arguments.of("a" + ESC + "Xx" + ESC + "\\b" + ESC + "^x" + ESC + "\\c", "abc"),
                Arguments.of("a" + ESC + "_x" + ESC + "\\b", "ab"),
                Arguments.of("a\u0098x\u009Cb\u009Ex\u009Cc\u009Fx\u009Cd", "abcd"),
                Arguments.of("a" + ESC + "cb" + ESC + "7c" + ESC + "Md" + ESC + "=e", "abcde"),
                Arguments.of("a" + ESC + "(Bb" + ESC + "#8c" + ESC + "%Gd" + ESC + " Fe", "abcde"),
                Arguments.of("a" + ESC + "Ptmux;" + ESC + ESC + "]0;x" + BEL + ESC + "\\b", "ab"));
    }

    @ParameterizedTest
    @MethodSource
    void copesWithBrokenEscapeSequences(String text, String clean) {
        assertThat(TerminalText.clean(text)).isEqualTo(clean);
    }

    static Stream<Arguments> copesWithBrokenEscapeSequences() {
        return Stream.of(
                Arguments.of("a" + ESC, "a"),
                Arguments.of("a" + ESC + "[", "a"),
                Arguments.of("a" + ESC + "[31;", "a"),
                Arguments.of("a" + ESC + "(", "a"),
                Arguments.of("a" + ESC + "]0;never ended", "a"),
                Arguments.of("a\u009D0;never ended", "a"),
                Arguments.of("a" + ESC + "Pnever ended\u001Bc but aborted", "a but aborted"),
                Arguments.of("a" + ESC + "]never ended\u0018but cancelled", "abut cancelled"),
                Arguments.of("a" + ESC + "]never ended\u001Abut substituted", "abut substituted"),
                Arguments.of("a" + ESC + ESC + "[1mb", "ab"),
                Arguments.of("a" + ESC + "éb", "aéb"),
                Arguments.of("a" + ESC + "[1éb", "aéb"),
                Arguments.of("a" + ESC + "[1\nb", "a b"),
                Arguments.of("a" + ESC + "[1" + ESC + "[2mb", "ab"),
                Arguments.of("a" + ESC + "\u0000[b", "a[b"),
                Arguments.of("a" + ESC + "😀", "a😀"));
    }

    @ParameterizedTest
    @MethodSource
    void removesIrcFormattingWhole(String text, String clean) {
        assertThat(TerminalText.clean(text)).isEqualTo(clean);
    }

    static Stream<Arguments> removesIrcFormattingWhole() {
        return Stream.of(
                Arguments.of("\u0002bold\u000F \u001Ditalic \u001Funder\u001F \u001Estrike \u0011mono \u0016swap",
                        "bold italic under strike mono swap"),
                Arguments.of("\u00034red\u0003", "red"),
                Arguments.of("\u000304,12text", "text"),
                Arguments.of("\u00034,1text", "text"),
                Arguments.of("\u00031234", "34"),
                Arguments.of("\u000312,345", "5"),
                Arguments.of("\u000312,text", ",text"),
                Arguments.of("\u0003,12text", ",12text"),
                Arguments.of("\u000312", ""),
                Arguments.of("\u000312,", ","),
                Arguments.of("\u0003٣", "٣"),
                Arguments.of("\u0004FF00aatext", "text"),
                Arguments.of("\u0004FF00aa,001122text", "text"),
                Arguments.of("\u0004FF00aa,00112text", ",00112text"),
                Arguments.of("\u0004FF00aa7", "7"),
                Arguments.of("\u0004FF00a", "FF00a"),
                Arguments.of("\u0004０１２３４５", "０１２３４５"));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\t', '\n', '\u000B', '\f', '\r', '\u0085', '\u2028', '\u2029'})
    void breaksAndTabsBecomeASpace(char c) {
        assertThat(TerminalText.clean("a" + c + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @MethodSource
    void removesInvisibleControls(String control) {
        assertThat(TerminalText.clean("a" + control + "é" + control)).isEqualTo("aé");
    }

    static Stream<String> removesInvisibleControls() {
        return Stream.of(
                IntStream.of(0x00, 0x01, 0x05, 0x06, 0x07, 0x08, 0x0E, 0x12, 0x15, 0x18, 0x1A, 0x1C, 0x7F),
                IntStream.of(0x80, 0x84, 0x86, 0x8F, 0x99, 0x9C, 0x61C, 0x200E, 0x200F, 0xFEFF),
                IntStream.rangeClosed(0x202A, 0x202E),
                IntStream.rangeClosed(0x2066, 0x206F),
                IntStream.rangeClosed(0xFFF9, 0xFFFB),
                IntStream.of(0xE0000, 0xE0001, 0xE0020, 0xE0067, 0xE007F))
                .flatMap(points -> points.mapToObj(Character::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "\uFDD0", "\uFDEF", "\uFFFE", "\uFFFF", "\uD83F\uDFFE", "\uDBFF\uDFFF"})
    void replacesWhatIsNoCharacter(String text) {
        assertThat(TerminalText.clean("a" + text + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void removingDoesNotJoinSurrogates() {
        assertThat(TerminalText.clean("\uD83D\u0007\uDE00")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void removesTagsThatMakeNoFlag() {
        String tags = ENGLAND.substring(2);
        String open = ENGLAND.substring(0, ENGLAND.length() - 2);
        assertThat(TerminalText.clean("a" + tags)).isEqualTo("a");
        assertThat(TerminalText.clean(open)).isEqualTo("🏴");
        assertThat(TerminalText.clean(open + "x")).isEqualTo("🏴x");
        assertThat(TerminalText.clean("🏴\u200E" + tags)).isEqualTo("🏴");
        assertThat(TerminalText.clean(flag("gb"))).isEqualTo("🏴");
        assertThat(TerminalText.clean(flag("secrets"))).isEqualTo("🏴");
        assertThat(TerminalText.clean(flag("GBENG"))).isEqualTo("🏴");
        assertThat(TerminalText.clean(flag(""))).isEqualTo("🏴");
    }

    @Test
    void boundsRunsOfMarks() {
        String eight = "\u0301\u0302\u0489\uFE0F\u200D\u0903\u0304\u0305";
        String text = "e" + eight + " e" + eight + "x";
        assertThat(TerminalText.clean(text)).isSameAs(text);
        assertThat(TerminalText.clean("e" + eight + "\u0306\u0307x\u0301")).isEqualTo("e" + eight + "x\u0301");
        assertThat(TerminalText.clean("e" + eight + "\u200E\u0306" + ESC + "[m\u0307x")).isEqualTo("e" + eight + "x");
        assertThat(TerminalText.clean("\u0301".repeat(1_000))).isEqualTo("\u0301".repeat(8));
    }

    static String flag(String region) {
        StringBuilder flag = new StringBuilder("🏴");
        region.chars().forEach(c -> flag.appendCodePoint(0xE0000 + c));
        return flag.appendCodePoint(0xE007F).toString();
    }
}

package dev.chatroom.server.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitTest {
    private static final String FAMILY = "👩‍👩‍👧‍👦";

    @ParameterizedTest
    @MethodSource
    void splits(String text, int maxBytes, List<String> pieces) {
        assertThat(LineSplit.split(text, maxBytes)).isEqualTo(pieces);
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                vector("", 4),
                vector(" ", 4, " "),
                vector("abcd", 4, "abcd"),
                vector("abcde", 4, "abcd", "e"),
                vector("abcd efgh", 4, "abcd", "efgh"),
                vector("abcd  fgh", 4, "abcd", " fgh"),
                vector("abcd ", 4, "abcd"),
                vector("     ", 4, "    "),
                vector("abcdef ghi", 9, "abcdef", "ghi"),
                vector("abcde fghi", 9, "abcde fgh", "i"),
                vector("abcdef g hi", 9, "abcdef g", "hi"),
                vector(" abcdefghij", 9, " abcdefgh", "ij"),
                vector("abcdef\u00A0ghi", 9, "abcdef\u00A0g", "hi"),
                vector("äöü", 4, "äö", "ü"),
                vector("äöü", 5, "äö", "ü"),
                vector("你好你", 8, "你好", "你"),
                vector("😀😀", 7, "😀", "😀"),
                vector("a😀😀", 4, "a", "😀", "😀"));
    }

    @ParameterizedTest
    @MethodSource
    void keepsTogetherWhatReadersTakeForOne(String text, int maxBytes, List<String> pieces) {
        assertThat(LineSplit.split(text, maxBytes)).isEqualTo(pieces);
    }

    static Stream<Arguments> keepsTogetherWhatReadersTakeForOne() {
        return Stream.of(
                vector("abcde\u0301f", 6, "abcd", "e\u0301f"),
                vector("ab" + FAMILY + "c", 26, "ab", FAMILY + "c"),
                vector("🇩🇪🇫🇷", 12, "🇩🇪", "🇫🇷"),
                vector("ab👍🏽", 9, "ab", "👍🏽"),
                vector("abcdef \uDB40\uDD00g", 6, "abcdef", " \uDB40\uDD00g"),
                vector("abcd\u0600 ef", 6, "abcd", "\u0600 ef"),
                vector("abcd\u0600 ef", 7, "abcd\u0600 ", "ef"),
                vector("abcde \u0301f", 7, "abcde", " \u0301f"),
                vector("abcde \u0301f", 8, "abcde \u0301", "f"));
    }

    @ParameterizedTest
    @MethodSource
    void partsACharacterThatIsTooLongBetweenCodePoints(String text, int maxBytes, List<String> pieces) {
        assertThat(LineSplit.split(text, maxBytes)).isEqualTo(pieces);
    }

    static Stream<Arguments> partsACharacterThatIsTooLongBetweenCodePoints() {
        return Stream.of(
                vector("e\u0301\u0301\u0301", 4, "e\u0301", "\u0301\u0301"),
                vector(FAMILY, 16, "👩\u200D👩\u200D", "👧\u200D👦"),
                vector("x" + FAMILY, 16, "x", "👩\u200D👩\u200D", "👧\u200D👦"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void aPieceIsLongEnoughForEveryCodePoint(int maxBytes) {
        assertThatThrownBy(() -> LineSplit.split("a", maxBytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsWithinAWordButNotWithinACharacter() {
        assertThat(LineSplit.cut("ab cd", 4)).isEqualTo("ab c");
        assertThat(LineSplit.cut("ab cd", 5)).isEqualTo("ab cd");
        assertThat(LineSplit.cut("", 5)).isEmpty();
        assertThat(LineSplit.cut("äöü", 5)).isEqualTo("äö");
        assertThat(LineSplit.cut("abe\u0301", 4)).isEqualTo("ab");
        assertThat(LineSplit.cut("ab🇩🇪", 9)).isEqualTo("ab");
        assertThat(LineSplit.cut("🇩🇪", 7)).isEqualTo("🇩");
        assertThat(LineSplit.cut("🇩🇪", 3)).isEmpty();
        assertThat(LineSplit.cut("ab", 0)).isEmpty();
        assertThat(LineSplit.cut("ab", -1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", " ", " \u0301", "e\u0301", "🇩", "👩\u200D", "\u1100", "\uD83D"})
    void longTextTakesNotMuchLonger(String unit) {
        String text = unit.repeat(300_000 / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> LineSplit.split(text, 400));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> LineSplit.cut(text, 400));
    }

    @Property(tries = 3_000)
    void piecesFitAndAreTheText(@ForAll("texts") String text, @ForAll @IntRange(min = 4, max = 40) int maxBytes) {
        List<String> pieces = LineSplit.split(text, maxBytes);
        int at = 0;
        for (String piece : pieces) {
            assertThat(piece).isNotEmpty();
            assertThat(piece.getBytes(UTF_8).length).isLessThanOrEqualTo(maxBytes);
            assertThat(new String(piece.getBytes(UTF_8), UTF_8)).as("no half of a code point").isEqualTo(piece);
            at += at > 0 && !text.startsWith(piece, at) ? 1 : 0;
            assertThat(text.startsWith(piece, at)).isTrue();
            at += piece.length();
        }
        assertThat(text.substring(at)).isIn("", " ");
    }

    @Property(tries = 3_000)
    void cutIsTheLongestBeginningThatFits(
            @ForAll("texts") String text, @ForAll @IntRange(min = 30, max = 60) int maxBytes) {
        String cut = LineSplit.cut(text, maxBytes);
        String rest = text.substring(cut.length());
        assertThat(text).startsWith(cut);
        assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(maxBytes);
        if (!rest.isEmpty()) {
            String next = clusters(text).stream().reduce("", (a, b) -> a.length() > cut.length() ? a : a + b);
            assertThat(next.getBytes(UTF_8).length).isGreaterThan(maxBytes);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", " ", "ä", "你", "😀", "🇩", "\u0301", "👩\u200D👦", "👍🏽")
                .list().ofMaxSize(40).map(list -> String.join("", list));
    }

    /** By regular expressions, which have another idea of a cluster's implementation but not of a cluster. */
    private static List<String> clusters(String text) {
        return Arrays.asList(text.split("\\b{g}"));
    }

    private static Arguments vector(String text, int maxBytes, String... pieces) {
        return Arguments.of(text, maxBytes, List.of(pieces));
    }
}

package dev.chatroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagValueTest {
    @ParameterizedTest
    @CsvSource({
        "'one two', one\\stwo",
        "'a;b', a\\:b",
        "a\\b, a\\\\b",
        "'\r\n', \\r\\n",
        "'; \\', \\:\\s\\\\",
        "a:b=c, a:b=c",
    })
    void escapesWhatWouldEndAValue(String value, String escaped) {
        assertThat(TagValue.escape(value)).isEqualTo(escaped);
        assertThat(TagValue.unescape(escaped)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "test\\, test",
        "\\, ''",
        "\\b, b",
        "\\S\\R\\N\\;, SRN;",
        "\\\\s, \\s",
        "\\\\\\, \\",
        "\\\\\\\\, \\\\",
        "a\\ü\\😀, aü😀",
    })
    void aBackslashThatMeansNothingIsNothing(String escaped, String value) {
        assertThat(TagValue.unescape(escaped)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a:b,c=d/e", "Grüße😀", "\t"})
    void mostTextIsTheSameEscapedOrNot(String text) {
        assertThat(TagValue.escape(text)).isSameAs(text);
        assertThat(TagValue.unescape(text)).isSameAs(text);
    }

    @Property
    void unescapingGivesBackWhatWasEscaped(@ForAll("texts") String text) {
        String escaped = TagValue.escape(text);
        assertThat(escaped).doesNotContain(";", " ", "\r", "\n").hasSizeLessThanOrEqualTo(2 * text.length());
        assertThat(TagValue.unescape(escaped)).isEqualTo(text);
    }

    @Property
    void unescapingTakesAnything(@ForAll("texts") String text) {
        assertThat(TagValue.unescape(text)).hasSizeLessThanOrEqualTo(text.length());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("; \\\r\n:srnab=ü").ofMaxLength(20);
    }
}

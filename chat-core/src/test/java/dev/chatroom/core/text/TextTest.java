package dev.chatroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "", "plain", "Grüße", "“quoted”", "Привет, мир", "ab\uD800", "\uDC00\uD800x and much that is plain",
        "😀 and text",
        "語語語語語語語語", "one letter of many bytes: 語, the others have one",
    })
    void wordsComeBackAsTheyWere(String words) {
        Text text = Text.of(words);

        assertThat(text).hasToString(words).isEqualTo(Text.of(words)).hasSameHashCodeAs(Text.of(words));
        assertThat(text.isEmpty()).isEqualTo(words.isEmpty());
    }

    @Property
    void anyWordsComeBack(@ForAll String words, @ForAll String others) {
        assertThat(Text.of(words)).hasToString(words);
        assertThat(Text.of(words).equals(Text.of(others))).isEqualTo(words.equals(others));
    }

    @Test
    void oneLetterBeyondLatinDoesNotDoubleTheRest() {
        int plain = Text.of("x".repeat(4_000)).heapSize();
        int quoted = Text.of("x".repeat(3_999) + "’").heapSize();

        assertThat(quoted).isLessThan(plain + 16);
    }

    @Test
    void whatIsLongerInUtf8StaysAsItIs() {
        assertThat(Text.of("語".repeat(1_000)).heapSize()).isLessThan(2_100);
        assertThat(Text.of("é".repeat(1_000)).heapSize()).isLessThan(1_100);
    }
}

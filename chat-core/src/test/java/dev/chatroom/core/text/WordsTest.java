package dev.chatroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, world!       | hello world
            tea-time at 5pm     | tea time at 5pm
            don't               | don t
            Straße ГРУЗ         | strasse груз
            東京都              | 東 京 都
            a東b京              | a 東 b 京
            ラーメン食べる      | ラ ー メ ン 食 べ る
            한국어 단어         | 한국어 단어
            ภาษา                | ภ า ษ า
            %$ -- ,             | ''
            ''                  | ''
            """)
    void wordsArePartedWhereReadersPartThem(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(words);
    }

    @Test
    void marksStayWithTheirLetter() {
        assertThat(Words.of("हिन्दी है")).containsExactly("हिन्दी", "है");
        assertThat(Words.of("กี่")).containsExactly("กี่");
    }

    @Test
    void aPhraseIsFoundWholeAndInOrder() {
        List<String> text = Words.of("the green tea is hot");

        assertThat(Words.contains(text, List.of("green", "tea"))).isTrue();
        assertThat(Words.contains(text, List.of("tea", "green"))).isFalse();
        assertThat(Words.contains(text, List.of("hot"))).isTrue();
        assertThat(Words.contains(text, List.of("ho"))).isFalse();
        assertThat(Words.contains(text, List.of())).isFalse();
    }
}

package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    private static SearchQuery parse(String text) {
        return SearchQuery.parse(text, new Days(LocalDate.of(2026, 3, 1), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea ?", "- tea", "tea :)", "\"\" tea", "tea \"", "\"--\" tea & ..."})
    void signsAmongWordsArePassedOver(String text) {
        assertThat(parse(text).phrases()).containsExactly("tea");
        assertThat(parse(text).isWordless()).isFalse();
    }

    @Test
    void signsAloneAreNoWords() {
        assertThat(parse("? :)").isWordless()).isTrue();
        assertThat(parse("from:ann").isWordless()).isFalse();
    }
}

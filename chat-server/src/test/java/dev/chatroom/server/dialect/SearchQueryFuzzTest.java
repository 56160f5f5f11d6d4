package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Whatever is typed behind {@code /search} is a question, and nothing in it is lost or made up. */
class SearchQueryFuzzTest {
    private static final Days DAYS = new Days(LocalDate.of(2026, 3, 1), ZoneOffset.UTC);

    @FuzzTest(maxDuration = "10s")
    void anyTextIsAQuestion(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();

        SearchQuery query = SearchQuery.parse(text, DAYS);

        assertThat(query.phrases()).allSatisfy(phrase -> assertThat(text).contains(phrase));
        assertThat(query.phrases().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(text.length());
        assertThat(query.author().stream().allMatch(text::contains)).isTrue();
        assertThat(query.room().stream().allMatch(text::contains)).isTrue();
        assertThat(query.fault().stream().allMatch(text::contains)).isTrue();
        if (query.isEmpty() && query.fault().isEmpty() && query.room().isEmpty()) {
            assertThat(text.isBlank() || text.chars().allMatch(letter -> letter <= ' ')).isTrue();
        }
    }
}

package dev.chatroom.server.irc.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.text.TagValue;

class TagValueFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void escapedTextEndsNoValueAndComesBack(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        String escaped = TagValue.escape(text);
        assertThat(escaped).doesNotContainPattern("[; \r\n]");
        assertThat(TagValue.unescape(escaped)).isEqualTo(text);
        String value = TagValue.unescape(text);
        assertThat(TagValue.unescape(TagValue.escape(value))).isEqualTo(value);
        assertThat(value.length()).isLessThanOrEqualTo(text.length());
    }
}

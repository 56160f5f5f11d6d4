package dev.chatroom.server.irc.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.chatroom.core.text.TagValue;
import java.util.List;
import java.util.stream.Collectors;

/** Whatever a client writes, it is a message, and that message written again is the same. */
class IrcMessageFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void takesAnyLineForTheMessageThatItsPartsMake(FuzzedDataProvider data) {
        String line = data.consumeRemainingAsString();
        IrcMessage message = IrcMessage.parse(line);
        List<String> parameters = message.parameters();
        assertThat(message.command()).doesNotContain(" ");
        assertThat(parameters).hasSizeLessThanOrEqualTo(IrcMessage.MOST_PARAMETERS);
        if (!parameters.isEmpty()) {
            assertThat(message.command()).isNotEmpty();
            assertThat(parameters.subList(0, parameters.size() - 1))
                    .noneMatch(word -> word.isEmpty() || word.startsWith(":") || word.contains(" "));
        }
        assertThat(message.tags().keySet()).doesNotContain("").noneMatch(key -> key.matches("(?s).*[ ;=].*"));
        String tags = tags(message);
        assertThat(tags.length()).isLessThanOrEqualTo(2 * line.length());
        assertThat(IrcMessage.parse("@" + tags + " : " + words(message))).isEqualTo(message);
        assertThat(IrcMessage.tagsBytes(line)).isLessThanOrEqualTo(3 * line.length());
    }

    private static String tags(IrcMessage message) {
        return message.tags().entrySet().stream()
                .map(tag -> tag.getKey() + "=" + TagValue.escape(tag.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static String words(IrcMessage message) {
        StringBuilder words = new StringBuilder(message.command());
        for (int i = 0; i < message.parameters().size(); i++) {
            words.append(i == message.parameters().size() - 1 ? " :" : " ").append(message.parameter(i));
        }
        return words.toString();
    }
}

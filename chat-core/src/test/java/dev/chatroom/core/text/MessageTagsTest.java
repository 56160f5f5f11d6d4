package dev.chatroom.core.text;

import static dev.chatroom.core.House.done;
import static dev.chatroom.core.House.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.House;
import dev.chatroom.core.Membership;
import dev.chatroom.core.event.OutgoingMessage;
import dev.chatroom.core.limit.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTagsTest {
    @Test
    void tagsComeBackAsTheyWere() {
        Map<String, String> tags = Map.of("+a", "", "+b", "1;2 \\\r\n=", "bot", "", "+ü", "😀");

        assertThat(MessageTags.of(tags).asMap()).isEqualTo(tags);
        assertThat(MessageTags.of(tags)).isEqualTo(MessageTags.of(new HashMap<>(tags)));
        assertThat(MessageTags.of(Map.of())).isSameAs(MessageTags.NONE);
        assertThat(MessageTags.NONE.asMap()).isEmpty();
    }

    @Test
    void theyAreWrittenInTheOrderOfTheirKeys() {
        assertThat(MessageTags.of(Map.of("b", "1 2", "a", "", "c", ";"))).hasToString("a;b=1\\s2;c=\\:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "a\rb", "a\nb", "a\0b"})
    void aKeyThatWouldEndItselfIsRefused(String key) {
        assertThat(MessageTags.isKey(key)).isFalse();
        assertThatThrownBy(() -> MessageTags.of(Map.of(key, ""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumberThatAnAuthorChoosesIsBounded() {
        House house = new House();
        Membership alice = house.member("alice", "cats");
        Map<String, String> most = keys(16);
        most.put("bot", "");

        done(alice.post(new OutgoingMessage(OutgoingMessage.Kind.SAID, "hi", most, Optional.empty())));
        OutgoingMessage tooMany = new OutgoingMessage(OutgoingMessage.Kind.TAGGED, "", keys(17), Optional.empty());
        assertThat(refusal(alice.post(tooMany))).isEqualTo(new Refusal.TooManyTags(16));
        assertThat(refusal(house.chat.tell(alice.user(), "alice", tooMany))).isEqualTo(new Refusal.TooManyTags(16));
    }

    private static Map<String, String> keys(int number) {
        return IntStream.range(0, number).boxed()
                .collect(Collectors.toMap(i -> "+" + i, i -> "", (a, b) -> a, HashMap::new));
    }
}

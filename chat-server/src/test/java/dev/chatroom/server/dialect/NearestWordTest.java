package dev.chatroom.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestWordTest {
    private static final List<String> WORDS = List.of(
            "help", "history", "join", "leave", "list", "me", "msg", "nick", "quit", "rooms", "topic", "who", "w");

    @ParameterizedTest
    @CsvSource({
        "hist, history",
        "h, ''",
        "t, topic",
        "quti, quit",
        "qiut, quit",
        "hlp, help",
        "helpp, help",
        "jion, join",
        "JION, join",
        "nikc, nick",
        "histroy, history",
        "hitsroy, history",
        "lsit, list",
        "leaev, leave",
        "topics, topic",
        "histroyy, history",
        "hwo, who",
        "mgs, msg",
        "em, me",
        "mee, me",
        "lis, list",
        "help, help",
        "msgs, msg",
    })
    void findsWhatWasMeant(String typed, String word) {
        assertThat(NearestWord.of(typed, WORDS).orElse("")).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "mxy", "ohw", "xyzzy", "histoxxx", "toooopic", "historyhistory",
        "edit", "exit", "toopicc"})
    void findsNothingFarAway(String typed) {
        assertThat(NearestWord.of(typed, WORDS)).isEmpty();
    }

    @Test
    void uniquePrefixBeatsANearerWord() {
        assertThat(NearestWord.of("top", List.of("stop", "topic"))).contains("topic");
        assertThat(NearestWord.of("top", List.of("stop", "topic", "topics"))).contains("stop");
    }

    @Test
    void firstOfEquallyNearWords() {
        assertThat(NearestWord.of("bath", List.of("path", "math"))).contains("path");
        assertThat(NearestWord.of("bath", List.of("math", "path"))).contains("math");
    }

    @Test
    void nothingAmongNoWords() {
        assertThat(NearestWord.of("help", List.of())).isEmpty();
    }

    @Test
    void returnsTheWordAsItIsWritten() {
        assertThat(NearestWord.of("jion", List.of("Join"))).contains("Join");
    }

    @Test
    void looksAtNothingLongerThanThirtyTwoChars() {
        String word = "a".repeat(33);
        assertThat(NearestWord.of("a".repeat(32), List.of(word))).contains(word);
        assertThat(NearestWord.of(word, List.of(word))).isEmpty();
        assertThat(NearestWord.of("help", Collections.nCopies(1_000, "x".repeat(100_000)))).isEmpty();
    }

    @Property
    void findsAWordWithTwoNeighboursExchanged(
            @ForAll @AlphaChars @StringLength(min = 4, max = 32) String word, @ForAll int at) {
        int i = Math.floorMod(at, word.length() - 1);
        String typed = word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
        assertThat(NearestWord.of(typed.toUpperCase(Locale.ROOT), List.of("#unlike#", word))).contains(word);
    }
}

package dev.chatroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {

    @ParameterizedTest
    @CsvSource({"#Cats, Cats", "cats, cats", "'  CATS ', CATS", "＃cats, cats", "#c++, c++", "r&d, r&d",
        "node.js, node.js",
        "Cafe\u0301, Café", "#2026, 2026", "-, -"})
    void aNameIsWrittenWithOrWithoutTheSign(String written, String text) {
        assertThat(House.done(RoomNameRules.parse(written, Limits.standard())).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#Cats", "cats", "CATS", " cAtS", "ｃａｔｓ"})
    void namesThatDifferInCaseOrFormHaveOneKey(String written) {
        assertThat(House.done(RoomNameRules.parse(written, Limits.standard())).key()).isEqualTo("cats");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "#", " # "})
    void aNameMustNotBeEmpty(String written) {
        assertThat(refused(written)).isEqualTo(new NameInvalid(written, NameFault.EMPTY, ""));
    }

    @ParameterizedTest
    @CsvSource({"two words, ' '", "##cats, #", "a/b, /", "'a,b', ','", "'# cats', ' '", "cat\u200Bs, \u200B",
        "#\u0301cats, \u0301"})
    void aCharacterThatDoesNotBelongIsNamed(String written, String offending) {
        assertThat(refused(written)).isEqualTo(new NameInvalid(written, NameFault.CHARACTER, offending));
    }

    @Test
    void aNameIsBoundedInCodePointsWithoutTheSign() {
        Limits limits = Limits.standard().with(Limit.ROOM_NAME, 8);
        assertThat(RoomNameRules.parse("#" + "𠀀".repeat(8), limits)).isInstanceOf(Outcome.Done.class);

        assertThat(House.refusal(RoomNameRules.parse("ninechars", limits)))
                .isEqualTo(new NameInvalid("ninechars", NameFault.TOO_LONG, "8"));
    }

    private static Refusal refused(String written) {
        return House.refusal(RoomNameRules.parse(written, Limits.standard()));
    }
}

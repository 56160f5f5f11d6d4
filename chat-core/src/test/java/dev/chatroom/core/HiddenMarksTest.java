package dev.chatroom.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.NicknameRules;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.core.limit.ReservedNames;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Skeletons;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody takes another's name with something behind it that shows nothing, or that looks like punctuation. */
class HiddenMarksTest {
    private static final int VIRAMA = 9;
    private static final int TIFINAGH_JOINER = 0x2D7F;

    private final NicknameRules rules = new NicknameRules(Limits.standard(), new ReservedNames(List.of()));

    @ParameterizedTest
    @ValueSource(ints = {0x16FE4, 0x2D7F, 0x1107F, 0x10A3F, 0x11A47, 0x17D2, 0x1039, 0x11D97, 0x1A60, 0x1193E, 0x0BCD,
        0x1BAB, 0xAAF6, 0x11F42, 0x1D165, 0x1CF00, 0x1D242, 0x093E, 0x05B8, 0x0E34, 0x0483})
    void aMarkStandsOnlyBehindALetterOfItsScript(int mark) {
        assertRefused("alice", mark);
        assertRefused("alice\u0301", mark);
        assertRefused("alice_", mark);
    }

    @Test
    void noJoinerStandsBehindALatinLetter() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (UCharacter.getCombiningClass(point) == VIRAMA) {
                assertRefused("alice", point);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA4FD, 0xA4F8, 0xA4F9, 0xA4FA, 0xA4FB, 0xA4FC, 0x02D0, 0x01C3, 0x0294, 0x0660, 0x06F0, 0xA78F,
        0x11DD9, 0x1438})
    void lettersThatLookLikePunctuationStandNotBesideOthers(int letter) {
        assertRefused("alice", letter);
        assertThat(rules.check("\uA4EE\uA4E1\uA4F2\uA4DA\uA4F0" + Character.toString(letter), 1))
                .as("ALICE in Lisu").isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"लक्ष्मी", "राम्", "निःशब्द", "குமார்", "கார்த்திக்", "সৃষ্টি", "ગુરુઃ", "အောင်", "သန္တာ",
        "မြင့်",
        "ស្រីមុំ", "សុខា", "ปิ่นแก้ว", "น้ำฝน", "ນ້ອຍ", "שָׁלוֹם", "דָּוִד", "יוסי", "مُحَمَّد", "علي٢٠", "آقای۱۰",
        "Nguyễn", "Thu\u1EF7", "Nguye\u0302\u0303n", "བསྒྲུབས", "ᎮᎵ", "ᐸᐳ", "ᐃᓄᒃ", "Kaʻiulani", "ガラガラ", "か\u3099",
        "ܫܠܳܡܳܐ", "Ё\u0301лка", "ꓡꓲꓢꓴ", "ⴰ⵿ⴰ", "ᩈ᩠ᨠ", "한글"})
    void honestNamesAreGood(String name) {
        assertThat(rules.check(name, 1)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"alice, 16FE4", "alice, 2D7F", "alice, 1107F", "alice, 10A3F", "alice, 17D2", "alice, BCD",
        "alice, 94D",
        "\uD822\uDF00, 16FE4", "ⴰ, 2D7F", "ក, 17D2", "သ, 1039", "ᨠ, 1A60"})
    void whatShowsNothingIsNoPartOfASkeleton(String name, String mark) {
        assertThat(alike(name, name + Character.toString(Integer.parseInt(mark, 16)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"राम, राम्", "ក្ក, កក", "סד, סדָ", "குமார, குமார்", "jose, jose\u0301"})
    void whatShowsIsPartOfIt(String name, String other) {
        assertThat(alike(name, other)).isFalse();
    }

    @Test
    void theJoinersAreThoseOfUnicode() {
        assertThat(Skeletons.JOINERS).isEqualTo(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point == TIFINAGH_JOINER || isJoiner(point))
                .mapToObj(Character::toString)
                .collect(Collectors.joining()));
    }

    private static boolean isJoiner(int point) {
        int category = UCharacter.getIntPropertyValue(point, UProperty.INDIC_SYLLABIC_CATEGORY);
        return category == UCharacter.IndicSyllabicCategory.INVISIBLE_STACKER
                || category == UCharacter.IndicSyllabicCategory.NUMBER_JOINER;
    }

    private void assertRefused(String name, int behind) {
        String written = name + Character.toString(behind);
        assertThat(rules.check(written, 1)).as("U+%04X", behind).isEqualTo(new Outcome.Refused<>(
                new NameInvalid(written, NameFault.CHARACTER, Character.toString(behind))));
    }

    private static boolean alike(String name, String other) {
        return !Collections.disjoint(
                Skeletons.of(CaseFold.normalize(name)), Skeletons.of(CaseFold.normalize(other)));
    }
}

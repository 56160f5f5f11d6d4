package dev.chatroom.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.House;
import dev.chatroom.core.limit.Refusal.NameFault;
import dev.chatroom.core.limit.Refusal.NameInvalid;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.core.text.Nickname;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nicknames are good, and which are the same. */
class NicknameRulesTest {
    private final NicknameRules rules = new NicknameRules(
            Limits.standard(),
            new ReservedNames(
                    List.of("admin", "root", "server", "moderator", "alice", "guest", "barb", "dave", "obs")));

    @ParameterizedTest
    @ValueSource(strings = {"bob", "Bob42", "_bob_", "[b]ob", "bob[]", "[bob", "bob]", "{b|o\\b}", "b^o`b-", "José",
        "Ελένη", "Борис", "太郎",
        "たろう",
        "محمد", "नमस्ते", "한글", "𝔅𝔬𝔟"})
    void namesOfAnyScriptAreGood(String name) {
        assertThat(rules.check(name, 1)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[bob]", "[]", "[a]b]", "[lobby]"})
    void aNameInBracketsLooksLikeTheMarkOfARoom(String name) {
        assertThat(fault(name)).isEqualTo(NameFault.BRACKETS);
    }

    @Test
    void aNameIsShownInComposedFormWithoutSurroundingSpace() {
        assertThat(good("  Jose\u0301 ").text()).isEqualTo("José");
        assertThat(good("ＢＯＢ").text()).isEqualTo("BOB");
    }

    @ParameterizedTest
    @CsvSource({"Bob, bOB", "José, Jose\u0301", "ＢＯＢ, bob", "Straße, STRASSE", "STRA\u1E9EE, strasse",
        "ΣΊΣΥΦΟΣ, σίσυφος",
        "ΣΊΣΥΦΟΣ, σίσυφοσ", "ﬁnn, FINN", "Ⓑob, bob", "Å, \u212B", "K, \u212A"})
    void namesThatReadersWouldCallTheSameHaveOneKey(String name, String same) {
        assertThat(CaseFold.key(name)).isEqualTo(CaseFold.key(same));
    }

    @ParameterizedTest
    @CsvSource({"bob, rob", "Jose, José", "a_b, ab", "o, ö"})
    void otherNamesHaveOtherKeys(String name, String other) {
        assertThat(CaseFold.key(name)).isNotEqualTo(CaseFold.key(other));
    }

    @Test
    void everyLetterHasTheKeyOfItsOtherCasesAndForms() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            if (!Character.isLetterOrDigit(letter)) {
                continue;
            }
            String name = Character.toString(letter);
            String key = CaseFold.key(name);
            for (String same : List.of(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), key,
                    Character.toString(Character.toTitleCase(letter)),
                    Normalizer.normalize(name, Normalizer.Form.NFD))) {
                assertThat(CaseFold.key(same)).as("U+%04X", letter).isEqualTo(key);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t"})
    void aNameMustNotBeEmpty(String name) {
        assertThat(fault(name)).isEqualTo(NameFault.EMPTY);
    }

    @Test
    void aNameIsBoundedInCodePoints() {
        assertThat(rules.check("x".repeat(32), 1)).isInstanceOf(Outcome.Done.class);
        assertThat(rules.check("𠀀".repeat(32), 1)).isInstanceOf(Outcome.Done.class);

        assertThat(rules.check("x".repeat(33), 1)).isEqualTo(
                new Outcome.Refused<>(new NameInvalid("x".repeat(33), NameFault.TOO_LONG, "32")));
        assertThat(fault("ﷺ".repeat(8))).as("long after normalising").isEqualTo(NameFault.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "bob!", "b@b", "#bob", "b,b", "b:b", "b*b", "b?b", "b.b", "bo\u0007b",
        "bo\u001B[1m",
        "bo\u202Eb", "bo\u200Bb", "bo\u00ADb", "bo\uFEFFb", "bo\u2028b", "\uD83D\uDE00", "bo\uD800b", "bo\u0000b"})
    void signsControlsAndFormatCharactersAreRefused(String name) {
        assertThat(fault(name)).isEqualTo(NameFault.CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x3164, 0xFE00, 0xFE0F, 0xFFA0,
        0xE0100,
        0xE01EF, 0x13441, 0x2800})
    void charactersThatNobodySeesAreRefused(int invisible) {
        assertThat(fault("bo" + Character.toString(invisible) + "b")).isEqualTo(NameFault.CHARACTER);
    }

    @Test
    void marksAreRefusedWhereTheyStandAloneOrPileUp() {
        assertThat(fault("\u0301bob")).isEqualTo(NameFault.CHARACTER);
        assertThat(rules.check("bo\u0333\u0332\u0331b", 1)).isInstanceOf(Outcome.Done.class);
        assertThat(fault("bo\u0333\u0332\u0331\u0330b")).isEqualTo(NameFault.CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1bob", "-bob", "٣bob"})
    void aNameDoesNotBeginWithADigitOrAHyphen(String name) {
        assertThat(fault(name)).isEqualTo(NameFault.FIRST_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\u043Eb", "\u0430lex", "al\u0435x", "\u03BFscar", "Мax", "ΑBC"})
    void scriptsWithLettersThatLookAlikeAreNotMixed(String name) {
        assertThat(fault(name)).isEqualTo(NameFault.MIXED_SCRIPTS);
    }

    @Test
    void otherScriptsMayBeMixed() {
        assertThat(rules.check("bob太郎", 1)).isInstanceOf(Outcome.Done.class);
    }

    @ParameterizedTest
    @CsvSource({"admin, admin", "ADMIN, admin", "ａｄｍｉｎ, admin", "àdmïn, admin", "adm1n, admin", "a_d-m[i]n, admin",
        "admìn, admin", "r00t, root", "s3rver, server", "Serv3r, server", "m0derat0r, moderator",
        "rnoderator, moderator",
        "alIce, alice", "a|ice, alice", "ʙarb, barb", "ԁаѵе, dave", "оЬѕ, obs", "а\u04CF\u0456с\u0435, alice",
        "αlιcε, ''", "adm\u0131n, admin"})
    void lookAlikesOfReservedNamesAreRefused(String name, String reserved) {
        if (reserved.isEmpty()) {
            assertThat(fault(name)).isEqualTo(NameFault.MIXED_SCRIPTS);
        } else {
            assertThat(rules.check(name, 1)).isEqualTo(
                    new Outcome.Refused<>(new NameInvalid(name, NameFault.RESERVED, reserved)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrate", "badmin", "rooty", "malice"})
    void namesThatOnlyContainAReservedOneAreGood(String name) {
        assertThat(rules.check(name, 1)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aGuestsNameIsForThatGuestAlone() {
        assertThat(good("guest-1").text()).isEqualTo("guest-1");

        for (String other : List.of("guest-l2", "guest-O2", "ɢuest-2",
                "guest-2", "Guest-2", "guest2", "ＧＵＥＳＴ-2", "guest-12", "Guest-1", "guest1")) {
            assertThat(fault(other)).as(other).isEqualTo(NameFault.RESERVED);
        }
        assertThat(good("guest-of-honour").text()).isEqualTo("guest-of-honour");
    }

    private Nickname good(String name) {
        return House.done(rules.check(name, 1));
    }

    private NameFault fault(String name) {
        return House.refusal(rules.check(name, 1)) instanceof NameInvalid invalid
                ? invalid.fault()
                : org.assertj.core.api.Assertions.fail("refused otherwise");
    }
}

package dev.chatroom.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "*, ''",
        "**, ''",
        "*, anything",
        "?, 😀",
        "a?c, abc",
        "a*c, ac",
        "a*c, abbbc",
        "a*c, acc",
        "*a*b*, xaxbx",
        "*ab?, aabab1",
        "*?*?*, ab",
        "?*?, ab",
        "BOB!*@*.EXAMPLE, bob!b@host.example",
        "bob!*@*, BOB!~b@c.d",
        "A-Z, a-z",
        "ÄÖσ, äöΣ",
        "ſ, S",
        "😀b, 😀B",
        "a\\*c, a*c",
        "a\\?c, a?c",
        "a\\**, a*bc",
        "*\\*, ab*",
        "a\\b, a\\b",
        "a\\\\b, a\\\\b",
        "a\\\\*, a\\*",
        "b\\!*@*, b\\!x@y",
        "a\\, a\\",
    })
    void matches(String mask, String text) {
        assertThat(Mask.matches(mask, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "?, ''",
        "?, ab",
        "a?c, ac",
        "a?c, abbc",
        "a*c, ab",
        "a*c, bac",
        "*?*?*, a",
        "*ab?, aabab",
        "bob!*@*, bobby!b@c",
        "*.example, example",
        "a\\*c, abc",
        "a\\?c, abc",
        "a\\**, ab*",
        "a\\\\*, a\\b",
        "a\\b, ab",
        "a\\, a",
        "ß, ss",
    })
    void doesNotMatch(String mask, String text) {
        assertThat(Mask.matches(mask, text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', *!*@*",
        "*, *!*@*",
        "bob, bob!*@*",
        "b?b*, b?b*!*@*",
        "bob!, bob!*@*",
        "a!b, a!b@*",
        "!b, *!b@*",
        "@, *!*@*",
        "!@, *!*@*",
        "*@host, *!*@host",
        "@host, *!*@host",
        "user@host, *!user@host",
        "user@, *!user@*",
        "a!b@c, a!b@c",
        "a!@c, a!*@c",
        "a!b!c@d@e, a!b!c@d@e",
        "a@b!c, a@b!c@*",
        "*.example.org, *!*@*.example.org",
        "2001:db8::*, *!*@2001:db8::*",
        "::1, *!*@::1",
        ".org, *!*@.org",
        "a.b!c, a.b!c@*",
        "***, *!*@*",
        "a**b!**@***.org, a*b!*@*.org",
        "**?**, *?*!*@*",
        "\\***b, \\**b!*@*",
        "\\**\\**, \\**\\**!*@*",
        "\\\\***, \\\\**!*@*",
        "b\\, b\\!*@*",
    })
    void completes(String mask, String whole) {
        assertThat(Mask.complete(mask)).isEqualTo(whole);
    }

    @Test
    void whatFollowsALongPartStandsBehindIt() {
        String part = "a".repeat(100) + "b";
        Mask mask = Mask.of("*" + part + "*b*");

        assertThat(mask.matches(part)).isFalse();
        assertThat(mask.matches(part + "c")).isFalse();
        assertThat(mask.matches(part + "b")).isTrue();
    }

    @Test
    void masksThatAreWrittenAlikeAreEqual() {
        assertThat(Mask.of("a*b")).isEqualTo(Mask.of("a*b")).hasSameHashCodeAs(Mask.of("a*b"))
                .isNotEqualTo(Mask.of("A*b"));
        assertThat(Mask.of("a*b").hashCode()).isNotEqualTo(Mask.of("b*a").hashCode());
    }

    @Test
    void itsWeightIsThatOfAllItsParts() {
        int written = 24 + 40;
        int headAndTail = 32 + 32;
        int oneLetter = 24 + 24 + 32 + 24 + 24;
        int fourLetters = 24 + 24 + 32 + 32 + 48;

        assertThat(Mask.of("abcd*c*d?fgh*e*ghij").heapSize())
                .isEqualTo(40 + written + headAndTail + 32 + oneLetter + fourLetters + oneLetter);
        // 200 letters take four blocks.
        assertThat(Mask.of("*" + "a".repeat(200) + "*").heapSize())
                .isEqualTo(40 + 24 + 224 + 16 + 16 + 24 + (24 + 32 + 4 * (32 + 24 + 24)));
    }

    @Test
    void manyStarsDoNotTakeLong() {
        assertThat(Mask.matches("*a".repeat(1_000) + "b", "a".repeat(10_000))).isFalse();
        assertThat(Mask.matches("*" + "?a".repeat(500) + "b*", "a".repeat(100_000))).isFalse();
        assertThat(Mask.matches("*".repeat(100_000) + "b", "a".repeat(1_000))).isFalse();
    }

    @Property(tries = 5_000)
    void matchesAsTheSamePatternWould(@ForAll("masks") String mask, @ForAll("texts") String text) {
        assertThat(Mask.matches(mask, text)).isEqualTo(pattern(mask).matcher(text).matches());
    }

    /** Long enough for segments of more than one word, of few letters, so that much almost matches. */
    @Property(tries = 2_000)
    void longOnesMatchAsTheReferenceDoes(@ForAll("longMasks") String mask, @ForAll("longTexts") String text) {
        assertThat(Mask.of(mask).matches(text)).isEqualTo(ReferenceMask.matches(mask, text));
        String without = text.replaceAll("[*?\\\\]", "");
        assertThat(Mask.of("*" + without + "*b").matches("aab" + without + "ab")).isTrue();
    }

    @Property
    void completingTwiceChangesNothing(@ForAll("masks") String mask) {
        String whole = Mask.complete(mask);
        assertThat(whole).matches("(?s).+!.+@.+").doesNotMatch("(?s).*(?<!\\\\)\\*\\*.*");
        assertThat(Mask.complete(whole)).isEqualTo(whole);
    }

    @Property
    void completingAWholeMaskChangesNothingThatItMatches(
            @ForAll("masks") String mask, @ForAll("texts") String text) {
        // Another @ would be where the host begins.
        String part = "a" + mask.replace("@", "");
        String whole = "a!" + part + "@" + part;
        String person = "a!a" + text + "@a" + text;
        assertThat(Mask.matches(Mask.complete(whole), person)).isEqualTo(Mask.matches(whole, person));
    }

    @Provide
    Arbitrary<String> masks() {
        return Arbitraries.strings().withChars("aA*?\\!@.").ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aA*?\\!@.").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> longMasks() {
        return Arbitraries.strings().withChars("aaaaaaab?*").ofMaxLength(300);
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.strings().withChars("aaaaaaaaab").ofMinLength(50).ofMaxLength(400);
    }

    private static Pattern pattern(String mask) {
        StringBuilder pattern = new StringBuilder();
        for (int at = 0; at < mask.length(); at++) {
            String rest = mask.substring(at);
            if (rest.startsWith("\\*") || rest.startsWith("\\?")) {
                at++;
                pattern.append('\\').append(mask.charAt(at));
            } else if (rest.startsWith("*")) {
                pattern.append(".*");
            } else if (rest.startsWith("?")) {
                pattern.append('.');
            } else {
                pattern.append(Pattern.quote(rest.substring(0, 1)));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}

package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String TEA = "PHboQSso93A9LgX56mhJlsAVxcpLvtq";
    private static final String SALT = "abcdefghijklmnopqrstuu";
    private static final String TEA_HASHED = "$2b$04$" + SALT + TEA;

    @ParameterizedTest
    @ValueSource(strings = {"tea", "tea at \u00bd 5", " ", "$2b$ is dear", "$2b", "$1$abc$def", "\ud83c\udf75"})
    void plainTextIsMatchedByItself(String text) {
        assertThat(Secret.of(text).matches(text)).isTrue();
        assertThat(Secret.of(text).matches(text + "x")).isFalse();
        assertThat(Secret.of(text).matches(text.substring(1))).isFalse();
        assertThat(Secret.of(text).matches("")).isFalse();
        assertThat(Secret.of(text).cost()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // From the tests of crypt_blowfish 1.3, the first by libxcrypt.
        "tea at \u00bd 5, $2b$04$abcdefghijklmnopqrstuuU/nKVAea0LKfQEw.ulubLKyEE5x3UCi",
        "U*U, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U*, $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
        "U*U*U, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"
    })
    void hashesOfOthersAreUnderstood(String password, String hash) {
        assertThat(Secret.of(hash).matches(password)).isTrue();
        assertThat(Secret.of(hash).matches(password + "*")).isFalse();
        assertThat(Secret.of(hash).matches(hash)).isFalse();
        assertThat(Secret.of(hash).matches("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void allItsLettersMeanTheSame(String letters) {
        assertThat(Secret.of("$" + letters + "$04$" + SALT + TEA).matches("tea")).isTrue();
    }

    @Test
    void whatWasRightStaysRightAndWhatWasWrongStaysWrong() {
        Secret secret = Secret.of(TEA_HASHED);
        assertThat(secret.matches("coffee")).isFalse();
        assertThat(secret.matches("tea")).isTrue();
        assertThat(secret.matches("coffee")).isFalse();
        assertThat(secret.matches("tea")).isTrue();
        assertThat(secret.matches("te")).isFalse();
    }

    @Test
    void anotherSecretDoesNotKnowWhatWasRight() {
        assertThat(Secret.of(TEA_HASHED).matches("tea")).isTrue();
        assertThat(Secret.of("$2b$04$" + SALT + TEA.replace("PH", "HP")).matches("tea")).isFalse();
    }

    /** The hash is the same for both, by bcrypt's definition. */
    @Test
    void whatIsTooLongForBcryptMatchesNothing() {
        Secret secret = Secret.of("$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i");
        assertThat(secret.matches("x".repeat(72))).isTrue();
        assertThat(secret.matches("x".repeat(73))).isFalse();
        assertThat(secret.matches("x".repeat(10_000))).isFalse();
    }

    /** The key of bcrypt is the password with a NUL behind it, again and again. */
    @Test
    void aNulDoesNotMakeAnotherPasswordOfIt() {
        assertThat(Secret.of(TEA_HASHED).matches("tea\0tea")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "$2b$04$", "$2b$04$abc", "$2$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtq",
        "$2x$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtq",
        "$2b$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvt",
        "$2b$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtqq",
        "$2b$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtr",
        "$2b$04$abcdefghijklmnopqrstuvPHboQSso93A9LgX56mhJlsAVxcpLvtq",
        "$2b$04$abcdefghijklm opqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtq"
    })
    void aDamagedHashIsRefused(String hash) {
        assertThatThrownBy(() -> Secret.of(hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged")
                .hasMessageNotContaining(hash);
    }

    @ParameterizedTest
    @CsvSource({"00", "03", "16", "31", "99"})
    void aCostThatWouldStallTheServerIsRefused(String cost) {
        assertThatThrownBy(() -> Secret.of("$2b$" + cost + "$" + SALT + TEA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bcrypt hash may have a cost from 4 to 15, not " + Integer.parseInt(cost));
    }

    @ParameterizedTest
    @CsvSource({"04", "15"})
    void costsWithinTheBoundsAreTaken(int cost) {
        assertThat(Secret.of("$2b$%02d$%s".formatted(cost, SALT + TEA)).cost()).isEqualTo(OptionalInt.of(cost));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "a\nb", "a\0", "\u0085"})
    void whatCannotBeTypedIsNoSecret(String text) {
        assertThatThrownBy(() -> Secret.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thereIsALongestSecret() {
        assertThat(Secret.of("x".repeat(256)).matches("x".repeat(256))).isTrue();
        assertThatThrownBy(() -> Secret.of("x".repeat(257))).hasMessageContaining("256").hasMessageNotContaining("xx");
    }

    @Test
    void aPasswordCanBeHashed() {
        String hash = Secret.hash("tea at \u00bd 5");
        assertThat(hash).startsWith("$2b$12$").hasSize(60);
        assertThat(Secret.of(hash).matches("tea at \u00bd 5")).isTrue();
        assertThat(Secret.hash("tea at \u00bd 5")).as("the same once more").isNotEqualTo(hash);
    }

    @Test
    void whatBcryptWouldCutOffIsNotHashed() {
        assertThatThrownBy(() -> Secret.hash("\u00bd".repeat(37))).hasMessageContaining("72 bytes in UTF-8, not 74");
        assertThatThrownBy(() -> Secret.hash("")).hasMessageContaining("from 1 to 72 bytes");
        assertThatThrownBy(() -> Secret.hash("a\0b")).hasMessageContaining("control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", TEA_HASHED})
    void itIsNotShown(String text) {
        assertThat(Secret.of(text).toString()).contains("password").doesNotContain("tea").doesNotContain(TEA);
    }
}

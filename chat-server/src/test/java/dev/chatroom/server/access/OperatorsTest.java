package dev.chatroom.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private static final String TEA_HASHED = "$2b$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtq";

    private final Operators operators =
            Operators.of(Map.of("alice", Secret.of("milk"), "bob", Secret.of(TEA_HASHED)));

    @Test
    void eachIsAdmittedByTheirOwnSecret() {
        assertThat(operators.admit("alice", "milk")).isTrue();
        assertThat(operators.admit("bob", "tea")).isTrue();
        assertThat(operators.admit("alice", "tea")).isFalse();
        assertThat(operators.admit("bob", "milk")).isFalse();
        assertThat(operators.admit("bob", TEA_HASHED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Alice", "alice ", "carol"})
    void otherNamesAreNot(String name) {
        assertThat(operators.admit(name, "milk")).isFalse();
        assertThat(operators.admit(name, "tea")).isFalse();
        assertThat(operators.admit(name, "")).isFalse();
        assertThat(operators.admit(name, "\0")).isFalse();
    }

    /** The costliest guess takes hundreds of times as long as the others, so that a busy machine changes nothing. */
    @Test
    void aNameThatDoesNotExistTakesAsLongAsAWrongSecret() {
        String costly = TEA_HASHED.replace("$04$", "$12$");
        Operators mixed = Operators.of(Map.of(
                "alice", Secret.of("milk"), "bob", Secret.of(TEA_HASHED), "carol", Secret.of(costly)));
        long wrong = nanos(mixed, "carol");
        assertThat(nanos(mixed, "nobody")).as("a name that does not exist").isGreaterThan(wrong / 20);
        assertThat(nanos(mixed, "alice")).as("a secret in plain text").isGreaterThan(wrong / 20);
        assertThat(nanos(mixed, "bob")).as("a cheaper hash").isGreaterThan(wrong / 20);
        assertThat(nanos(Operators.of(Map.of("alice", Secret.of("milk"))), "nobody"))
                .as("where nothing is hashed").isLessThan(wrong);
    }

    private static long nanos(Operators operators, String name) {
        long began = System.nanoTime();
        assertThat(operators.admit(name, "wrong")).isFalse();
        return System.nanoTime() - began;
    }

    @Test
    void nobodyIsAdmittedWhereThereAreNone() {
        assertThat(Operators.none().isEmpty()).isTrue();
        assertThat(Operators.none().admit("", "")).isFalse();
        assertThat(operators.isEmpty()).isFalse();
    }

    @Test
    void onlyTheNamesAreShown() {
        assertThat(operators.toString()).contains("alice", "bob").doesNotContain("milk").doesNotContain("$2b");
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.access.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HashCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(byte[] input, String... args) {
        CommandLine commandLine = Main.commandLine(Map.of("CHATROOM_PORT", "none"));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return commandLine.execute(args);
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Function<String, char[]> typing(String... typed) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(typed));
        return prompt -> left.isEmpty() ? null : left.poll().toCharArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t\u00e9a", "t\u00e9a\n", "t\u00e9a\r\n", "t\u00e9a\nnot this\n"})
    void aLineOfTheInputIsHashed(String input) {
        assertThat(execute(utf8(input), "hash")).isZero();
        assertThat(out.toString().lines()).singleElement().satisfies(
                hash -> assertThat(Secret.of(hash).matches("t\u00e9a")).isTrue());
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, not 0", "73, not 73", "100000, '72 bytes in UTF-8, not 4,096'"})
    void whatCannotBeHashedIsSaidInOneLineWithStatusTwo(int length, String message) {
        assertThat(execute(utf8("x".repeat(length)), "hash")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString()
                .startsWith("chatroom: ").contains(message).endsWith("; see chatroom hash --help");
    }

    @Test
    void whatIsNoTextIsNotHashed() {
        assertThat(execute("t\u00e9a".getBytes(StandardCharsets.ISO_8859_1), "hash")).isEqualTo(2);
        assertThat(err.toString()).contains("not in UTF-8");
    }

    @Test
    void onTheTerminalItIsAskedTwice() {
        assertThat(HashCommand.askedTwice(typing("tea", "tea"))).isEqualTo("tea");
        assertThat(HashCommand.askedTwice(typing())).isEmpty();
        assertThatThrownBy(() -> HashCommand.askedTwice(typing("tea", "tee"))).hasMessage("the two passwords differ");
        assertThatThrownBy(() -> HashCommand.askedTwice(typing("tea"))).hasMessage("the two passwords differ");
    }

    @Test
    void itsHelpIsShort() {
        assertThat(execute(new byte[0], "hash", "--help")).isZero();
        assertThat(out.toString().lines()).hasSizeLessThan(8).allSatisfy(
                line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(out.toString()).contains("chatroom hash").contains("--help").doesNotContain("${");
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AccessOptionsTest {
    private static final String TEA_HASHED = "$2b$04$abcdefghijklmnopqrstuuPHboQSso93A9LgX56mhJlsAVxcpLvtq";

    @TempDir
    private Path directory;

    private static ServerConfig parse(String... args) {
        return parse(Map.of(), args);
    }

    private static ServerConfig parse(Map<String, String> environment, String... args) {
        AccessOptions options = new AccessOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(ArgumentFiles.expand(List.of(args)).arguments());
        ServerConfigBuilder config = ServerConfig.builder();
        options.addTo(config);
        return config.build();
    }

    private static boolean opens(ServerConfig config, String guess) {
        return config.password().orElseThrow().matches(guess);
    }

    private Path file(String contents) throws Exception {
        return Files.writeString(directory.resolve("secret"), contents);
    }

    @Test
    void withoutThemAnybodyMayComeInAndNobodyIsAnOperator() {
        assertThat(parse().password()).isEmpty();
        assertThat(parse().operators().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", TEA_HASHED})
    void aPasswordIsTextOrAHash(String text) {
        assertThat(opens(parse("--password", text), "tea")).isTrue();
        assertThat(opens(parse("--password=" + text), "coffee")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tea", "tea\n", "tea\r\n", " tea \nnot this\n", TEA_HASHED + "\n"})
    void aPasswordMayStandInAFile(String contents) throws Exception {
        Path file = file(contents);
        assertThat(opens(parse("--password", "@" + file), "tea")).isTrue();
        assertThat(opens(parse("--password=@" + file), "tea")).isTrue();
        assertThat(opens(parse(Map.of("CHATROOM_PASSWORD", "@" + file)), "tea")).isTrue();
    }

    @Test
    void operatorsHaveANameAndASecretEach() throws Exception {
        Path file = file(TEA_HASHED + "\n");
        ServerConfig config =
                parse("--operator", "alice:a:b,c", "--operator", "bob:" + TEA_HASHED, "--operator", "carol:@" + file);
        assertThat(config.operators().admit("alice", "a:b,c")).isTrue();
        assertThat(config.operators().admit("bob", "tea")).isTrue();
        assertThat(config.operators().admit("carol", "tea")).isTrue();
        assertThat(config.operators().admit("alice", "a")).isFalse();
    }

    @Test
    void theEnvironmentHasCommasBetweenOperators() {
        ServerConfig config = parse(Map.of(
                "CHATROOM_PASSWORD", "tea", "CHATROOM_OPERATOR", "alice:milk,bob:" + TEA_HASHED));
        assertThat(opens(config, "tea")).isTrue();
        assertThat(config.operators().admit("alice", "milk")).isTrue();
        assertThat(config.operators().admit("bob", "tea")).isTrue();
    }

    @Test
    void theCommandLineReplacesWhatTheEnvironmentSays() {
        Map<String, String> environment = Map.of("CHATROOM_PASSWORD", "tea", "CHATROOM_OPERATOR", "alice:milk");
        ServerConfig config = parse(environment, "--password", "coffee", "--operator", "bob:sugar");
        assertThat(opens(config, "tea")).isFalse();
        assertThat(config.operators().admit("alice", "milk")).isFalse();
        assertThat(config.operators().admit("bob", "sugar")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--password=", "--password= ", "--password=$2b$31$geheim", "--operator=geheim", "--operator=:geheim",
        "--operator=a b:geheim", "--operator=alice:", "--operator=alice:$2b$04$geheim", "--operator="
    })
    void whatCannotBeIsRefusedWithoutShowingASecret(String option) {
        assertThatThrownBy(() -> parse(option))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessageStartingWith(option.replaceFirst("=.*", ""))
                .hasMessageNotContaining("geheim");
    }

    @Test
    void anEmptyVariableDoesNotOpenTheDoor() {
        assertThatThrownBy(() -> parse(Map.of("CHATROOM_PASSWORD", "")))
                .hasMessageContaining("--password");
    }

    @Test
    void nobodyIsAnOperatorTwice() {
        assertThatThrownBy(() -> parse("--operator", "alice:milk", "--operator", "alice:sugar"))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessage("--operator: there are two operators 'alice'");
    }

    @Test
    void aFileMustBeThereAndShortAndText() throws Exception {
        assertThatThrownBy(() -> parse("--password=@/no/such/file")).hasMessageContaining("'/no/such/file'");
        assertThatThrownBy(() -> parse("--operator=alice:@/no/such/file")).hasMessageContaining("'/no/such/file'");
        Path file = file("x".repeat(200) + "\n".repeat(3_895));
        assertThat(opens(parse("--password=@" + file), "x".repeat(200))).isTrue();
        file("tea\n" + "x".repeat(4_093));
        assertThatThrownBy(() -> parse("--password=@" + file)).hasMessageContaining("4,096 bytes");
        file("");
        assertThatThrownBy(() -> parse("--password=@" + file)).hasMessageStartingWith("--password: ");
        Files.write(file, "\u00bd".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> parse("--password=@" + file)).hasMessageContaining("UTF-8 file");
    }
}

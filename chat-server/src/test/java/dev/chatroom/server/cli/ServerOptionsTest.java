package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfig.SlowReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServerOptionsTest {
    private static ServerConfig parse(String... args) {
        return parse(Map.of(), args);
    }

    private static ServerConfig parse(Map<String, String> environment, String... args) {
        ServerOptions options = new ServerOptions();
        new CommandLine(options)
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(ArgumentFiles.expand(List.of(args)).arguments());
        return options.toBuilder().build();
    }

    @Test
    void withoutOptionsTheConfigurationIsTheStandardOne() {
        assertThat(parse()).usingRecursiveComparison().isEqualTo(ServerConfig.builder().build());
    }

    @Test
    void addressAndPort() {
        assertThat(parse("--bind", "0.0.0.0", "--port", "3030").bind())
                .isEqualTo(new InetSocketAddress("0.0.0.0", 3030));
        assertThat(parse("--bind", "[::1]").bind().getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(parse("--port=0").bind().getPort()).isZero();
    }

    @Test
    void nameAndRoom() {
        ServerConfig config = parse("--name", "Blue Parrot", "--room", "#Cafe");
        assertThat(config.name()).isEqualTo("Blue Parrot");
        assertThat(config.room()).isEqualTo("Cafe");
    }

    @Test
    void bounds() {
        ServerConfig config = parse(
                "--history", "7", "--max-connections", "0", "--max-per-address", "3", "--max-line", "512");
        assertThat(config.historyShown()).isEqualTo(7);
        assertThat(config.maxConnections()).isZero();
        assertThat(config.maxPerAddress()).isEqualTo(3);
        assertThat(config.maxLine()).isEqualTo(512);
    }

    @Test
    void limitsOfTheChat() {
        ServerConfig config = parse("--rate", "0", "--burst", "3", "--quiet-above", "9");
        assertThat(config.limits().of(Limit.RATE)).isZero();
        assertThat(config.limits().of(Limit.BURST)).isEqualTo(3);
        assertThat(config.limits().of(Limit.QUIET_ABOVE)).isEqualTo(9);
    }

    @Test
    void aLineAsLongAsAllowedIsAMessage() {
        assertThat(parse("--max-line", "100000").limits().of(Limit.MESSAGE)).isEqualTo(100_000);
    }

    @Test
    void asMuchHistoryIsKeptAsIsShown() {
        assertThat(parse("--history", "5000").limits().of(Limit.HISTORY)).isEqualTo(5_000);
        assertThat(parse("--history", "0").limits().of(Limit.HISTORY)).isZero();
    }

    @Test
    void timeouts() {
        ServerConfig config = parse(
                "--slow-reader", "DISCONNECT", "--stall-timeout", "5s", "--idle-timeout", "2h", "--flood-timeout",
                "500ms");
        assertThat(config.slowReader()).isEqualTo(SlowReader.DISCONNECT);
        assertThat(config.stallTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(config.floodTimeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void otherLimitsAreSetByName() {
        ServerConfig config = parse("--limit", "nickname=16,topic=100", "--limit", "rooms=5");
        assertThat(config.limits().of(Limit.NICKNAME)).isEqualTo(16);
        assertThat(config.limits().of(Limit.TOPIC)).isEqualTo(100);
        assertThat(config.limits().of(Limit.ROOMS)).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyLimitHasAnOption(Limit limit) {
        boolean listed = LimitList.of(ServerOptions.otherLimits()).stream()
                .anyMatch(line -> line.startsWith(limit.optionName() + " "));
        boolean own = Arrays.asList("message", "history", "rate", "burst", "quiet-above", "catch-up-seconds")
                .contains(limit.optionName());
        assertThat(listed).isNotEqualTo(own);
    }

    @Test
    void theEnvironmentSetsWhatTheCommandLineDoesNot() {
        Map<String, String> environment = Map.of(
                "CHATROOM_MAX_LINE", "512", "CHATROOM_PORT", "3030", "CHATROOM_LIMIT", "nickname=16,topic=100");
        ServerConfig config = parse(environment, "--port", "4040");
        assertThat(config.maxLine()).isEqualTo(512);
        assertThat(config.bind().getPort()).isEqualTo(4040);
        assertThat(config.limits().of(Limit.NICKNAME)).isEqualTo(16);
        assertThat(config.limits().of(Limit.TOPIC)).isEqualTo(100);
    }

    @Test
    void optionsMayStandInAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("options"), "# ours\n--port 3030\n--name 'Blue Parrot'\n");
        ServerConfig config = parse("@" + file, "--max-line", "512");
        assertThat(config.bind().getPort()).isEqualTo(3030);
        assertThat(config.name()).isEqualTo("Blue Parrot");
        assertThat(config.maxLine()).isEqualTo(512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--motd @%s", "--motd=@%s"})
    void theMessageOfTheDayMayStandInAFile(String option, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("motd"), "be kind\ntea at \u00bd 5\n\n");
        assertThat(parse(option.formatted(file).split(" ")).motd()).containsExactly("be kind", "tea at \u00bd 5");
    }

    @Test
    void theMessageOfTheDayMayBeText() {
        assertThat(parse("--motd", "be kind").motd()).containsExactly("be kind");
        assertThat(parse("--motd", "one\ntwo").motd()).containsExactly("one", "two");
        assertThat(parse("--motd", " ").motd()).isEmpty();
    }

    @Test
    void aFileThatIsTooLongIsNoMessageOfTheDay(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("motd"), "x".repeat(20_000));
        assertThatThrownBy(() -> parse("--motd=@" + file))
                .isInstanceOf(Values.WrongValue.class)
                .hasMessageContaining("16,384 bytes")
                .hasMessageContaining(file.toString());
    }
}

package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What is wrong starts no server; one that starts all the same never returns, which the time limit makes a failure. */
@Timeout(60)
class UsageTest {
    @TempDir
    private Path directory;

    private CommandLine commandLine = Main.commandLine(Map.of());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return Main.execute(commandLine, args);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--port=70000 | --port takes a number from 0 to 65535, not '70000'",
        "--port=-1 | --port takes a number from 0 to 65535, not '-1'",
        "--port=http | --port takes a number from 0 to 65535, not 'http'",
        "--max-line=15 | --max-line takes a number from 16 to 1048576, not '15'",
        "--history=100001 | --history takes a number from 0 to 100000, not '100001'",
        "--max-connections=-1 | --max-connections takes a number from 0 to 1000000, not '-1'",
        "--max-per-address=many | --max-per-address takes a number from 0 to 1000000, not 'many'",
        "--rate=-1 | --rate takes a number from 0 to 1000000, not '-1'",
        "--burst=0 | --burst takes a number from 1 to 1000000, not '0'",
        "--quiet-above=0 | --quiet-above takes a number from 1 to 10000000, not '0'",
        "--slow-reader=wait | --slow-reader takes skip or disconnect, not 'wait'",
        "--stall-timeout=off | --stall-timeout takes a time from 100ms to 365 days,",
        "--idle-timeout=10ms | --idle-timeout takes a time from 100ms to 365 days,",
        "--flood-timeout=1d | --flood-timeout takes a time from 100ms to 365 days,",
        "--tls-cert=x | --tls-cert needs --tls-key",
        "--tls-key=x | --tls-key needs --tls-cert",
        "--tls-port=1 | --tls-port needs --tls-cert and --tls-key, or --tls-self-signed",
        "--tls-only | --tls-only needs --tls-cert and --tls-key, or --tls-self-signed",
        "--tls-self-signed --tls-key=x | it takes no --tls-cert or --tls-key",
        "--tls-self-signed --tls-port=-1 | --tls-port takes a number from 0 to 65535, not '-1'",
        "--limit=nickname=7 | --limit nickname takes a number from 8 to 256, not '7'",
        "--limit=nickname | --limit nickname takes a number from 8 to 256, not ''",
        "--limit=nosuch=1 | none of the name 'nosuch'",
        "--limit=rate=1 | --rate is an option of its own",
        "--room=a,b | not 'a,b'",
        "--web-behind=127.0.0.1,proxy | --web-behind takes an address or a network, such as 127.0.0.1 or 10.0.0.0/8, not 'proxy'",
        "--no-web --web-behind=127.0.0.1 | --web-behind is of no use with --no-web",
        "--no-web --web-origin=http://a | --web-origin is of no use with --no-web",
        "--no-web --web-embed=http://a | --web-embed is of no use with --no-web",
        "--web-embed=intranet | --web-embed takes a site without a path, such as https://example.org, not 'intranet'",
        "--name= | --name takes one line of 1 to 64 characters, not ''",
        "--bind=[::1 | --bind takes an address or host name of this machine, not '[::1'",
        "--port=٢٠٢٠ | --port takes a number from 0 to 65535, not '٢٠٢٠'",
        "--rate=２ | --rate takes a number from 0 to 1000000",
        "--history=99999999999999999999 | --history takes a number from 0 to 100000",
        "--idle-timeout=٣٠s | --idle-timeout takes a time from 100ms to 365 days,",
        "--limit=nickname=३२ | --limit nickname takes a number from 8 to 256",
        "--max-guesses=0 | --max-guesses takes a number from 1 to 100000, not '0'",
        "--motd=@/no/such/file | '/no/such/file': there is no such file",
        "--motd @/no/such/file | '/no/such/file'",
        "--password @/no/such/file | --password takes @ and a UTF-8 file; cannot read '/no/such/file'",
        "--password= | --password: a password is one line of 1 to 256 characters",
        "--operator=alice | --operator takes NAME:SECRET, and there is no colon",
        "-v -q | -q and -v cannot be had together",
        "--data=x --keep=90 | --keep takes a time from 1m to 36500d, such as 12h or 90d, or forever, not '90'",
        "--data=x --keep=0d | --keep takes a time from 1m to 36500d",
        "--data=x --keep=36501d | --keep takes a time from 1m to 36500d",
        "--data=x --keep-max=5 | --keep-max takes a size from 10M, such as 500M or 5G, or off, not '5'",
        "--data=x --keep-max=9M | --keep-max takes a size from 10M",
        "--keep=1d | --keep needs --data with the folder, or --cluster",
        "--keep-max=1G | --keep-max needs --data with the folder",
        "--cluster=10.0.0.1:4222 | --cluster takes addresses such as nats://10.0.0.1:4222, not '10.0.0.1:4222'",
        "--node=a | --node needs --cluster with the address of NATS",
        "--cluster-creds=x | --cluster-creds needs --cluster with the address of NATS",
        "--cluster-prefix=x | --cluster-prefix needs --cluster with the address of NATS",
        "--cluster-replicas=1 | --cluster-replicas needs --cluster with the address of NATS",
        "--cluster=nats://a --node=a.b | --node takes 1 to 64 letters, digits, - and _, not 'a.b'",
        "--cluster=nats://a --cluster-prefix=* | --cluster-prefix takes 1 to 64 letters, digits, - and _, not '*'",
        "--cluster=nats://a --cluster-replicas=6 | --cluster-replicas takes a number from 1 to 5, not '6'",
        "--cluster=nats://a --data=x | --data cannot be had with --cluster: the history is in the stream of NATS",
        "--frobnicate=1 | there is no option or argument '--frobnicate=...'",
        "--idle-timeout=5 | --idle-timeout takes a time from 100ms to 365 days, such as 500ms, 30s, 5m or 2h, or off, not '5'",
        "--tls-self-signed=yes | --tls-self-signed takes true or false, not 'yes'",
        "--password open sesame | there is a word too many; a value with spaces needs quotes",
        "--tls-cert= --tls-key= | --tls-cert takes the name of a file, not nothing",
        "--tls-cert=x --tls-key= | --tls-key takes the name of a file, not nothing",
        "--tls-cert= | --tls-cert needs --tls-key",
        "--port=6697 --tls-self-signed --tls-port=6697 | --tls-port cannot be the same as --port",
        "2020 | '2020'",
        "--port | '--port'"
    })
    void wrongUsageIsSaidInOneLineWithStatusTwo(String args, String message) {
        int status = execute(args.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString()
                .startsWith("chatroom: ")
                .contains(message)
                .containsPattern("; see chatroom --help(-all)?$");
    }

    @ParameterizedTest
    @CsvSource({"--prot=1, --prot=..., --port", "--prot, --prot, --port", "-port, -port, --port",
        "--mot=x, --mot=..., --motd",
        "--passwrod=topsecret, --passwrod=..., --password", "--tls-self-singed, --tls-self-singed, --tls-self-signed"})
    void theOptionThatWasMeantIsSaid(String written, String shown, String meant) {
        assertThat(execute(written)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "chatroom: there is no option or argument '" + shown + "'; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "@/no/such/file | cannot read the file '/no/such/file': there is no such file",
        "@/ | cannot read the file '/': it is a folder",
        "@/dev/zero | cannot read the file '/dev/zero': it is larger than 65,536 bytes",
        "--motd=@/dev/zero | cannot read '/dev/zero': it is larger than 16,384 bytes",
        "--motd @/dev | cannot read '/dev': it is a folder",
        "--password=@/dev/zero | cannot read '/dev/zero': it is larger than 4,096 bytes",
        "--operator=alice:@/dev/zero | cannot read '/dev/zero': it is larger than 4,096 bytes"
    })
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatHasNoEndOrIsNoneIsSaid(String args, String message) {
        assertThat(execute(args.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("chatroom: ").contains(message);
    }

    /** Whatever a value is, it is refused in one line that shows where it was wrong, or there is nothing wrong with it. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\n", "a\tb", "\u001b[2J", "\u0085", "\u2028", "", " ", ":", "a:", "\ud800", "@",
        "@@x", "%s"})
    void noValueHasMoreToSayThanOneLine(String value) {
        for (OptionSpec option : commandLine.getCommandSpec().options()) {
            if (option.arity().max() == 0) {
                continue;
            }
            err.getBuffer().setLength(0);
            // What comes after is wrong in any case, so that no server is started.
            int status = execute(option.longestName() + "=" + value, "--burst=0");

            assertThat(status).as(option.longestName()).isEqualTo(2);
            assertThat(err.toString().lines()).as(option.longestName()).singleElement().asString()
                    .startsWith("chatroom: ").doesNotContainPattern("[\\p{Cntrl}\u0085\u2028]");
        }
    }

    @Test
    void aNameOfTwoLinesIsShownOnOne() {
        assertThat(execute("--name", "a\nb")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "chatroom: --name takes one line of 1 to 64 characters, not 'a\\nb'; see chatroom --help");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void secretsThatAllUsersCanReadAreSaidAtTheStart() throws Exception {
        Path open = Files.writeString(directory.resolve("open"), "tea\n");
        Path closed = Files.writeString(directory.resolve("closed"), "milk\n");
        Path arguments = Files.writeString(directory.resolve("arguments"), "--password sugar\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-r-----"));
        Files.setPosixFilePermissions(arguments, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "--port=" + other.getLocalPort();
            assertThat(execute("@" + arguments, "--password", "@" + open, "--operator", "alice:@" + closed, port))
                    .isEqualTo(1);
        }
        assertThat(err.toString().lines()).hasSize(2).first().isEqualTo(
                "chatroom: all users of this machine can read a secret; chmod o-r " + arguments + " " + open
                        + " ends that");
    }

    @Test
    void aSecretWrittenBehindTheCommandThatHashesItIsNotRepeated() {
        assertThat(execute("hash", "sesame")).isEqualTo(2);
        assertThat(err.toString()).contains("there is a word too many").doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "CHATROOM_PORT=tcp | --rate=1 | CHATROOM_PORT: --port takes a number from 0 to 65535, not 'tcp'",
        "CHATROOM_PORT=tcp | --port=udp | --port takes a number from 0 to 65535, not 'udp'",
        "CHATROOM_PORT=1 | --port=udp | --port takes a number from 0 to 65535, not 'udp'",
        "CHATROOM_PORT=1 | --rate=udp | --rate takes a number",
        "CHATROOM_LIMIT=topic=x | --rate=1 | CHATROOM_LIMIT: --limit topic takes a number",
        "CHATROOM_OPERATOR=alice | --rate=1 | CHATROOM_OPERATOR: --operator takes NAME:SECRET",
        "CHATROOM_V=maybe | --rate=1 | CHATROOM_V: -v takes true or false, not 'maybe'",
        "CHATROOM_TLS_SELF_SIGNED=yes | --rate=1 | CHATROOM_TLS_SELF_SIGNED: --tls-self-signed takes true or false, not 'yes'",
        "CHATROOM_Q=true | -v | CHATROOM_Q: -q and -v cannot be had together",
        "CHATROOM_X=1 | -q -v | -q and -v cannot be had together"
    })
    void whereAWrongValueComesFromIsSaid(String variable, String args, String message) {
        String[] nameAndValue = variable.split("=", 2);
        commandLine = Main.commandLine(Map.of(nameAndValue[0], nameAndValue[1]));

        assertThat(execute(args.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString()
                .startsWith("chatroom: " + message)
                .containsPattern("; see chatroom --help(-all)?$");
    }

    @Test
    void variablesThatAreNoOptionsAreSaid() throws Exception {
        commandLine = Main.commandLine(Map.of(
                "CHATROOM_PROT", "2020", "CHATROOM_FOO", "1", "CHATROOM_JAVA_OPTS", "", "CHATROOM_JAVA_HOME", "",
                "CHATROOM_NAME", "tea", "HOME", "/"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(execute("--port", Integer.toString(other.getLocalPort()))).isEqualTo(1);
        }
        assertThat(err.toString().lines()).hasSize(2).first()
                .isEqualTo("chatroom: no option is called as in CHATROOM_FOO, CHATROOM_PROT; see chatroom --help-all");
    }

    @ParameterizedTest
    @CsvSource({"--max-guesses=0, --help-all", "--max-guesses, --help-all", "--burst=x, --help-all",
        "--port=x, --help", "--port, --help"})
    void mistakesInRareOptionsPointToTheHelpThatHasThem(String written, String help) {
        assertThat(execute(written)).isEqualTo(2);

        assertThat(err.toString().strip()).endsWith("; see chatroom " + help);
    }

    @Test
    void helpListsTheEverydayOptionsOnOneScreen() {
        assertThat(execute("--help")).isZero();

        assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(24);
        assertThat(out.toString()).contains("--port", "--password", "--operator", "--data", "--keep", "--help-all")
                .doesNotContain("--burst");
        expectCleanHelp();
    }

    @Test
    void allOptionsCanBeListed() {
        assertThat(execute("--help-all")).isZero();

        for (OptionSpec option : commandLine.getCommandSpec().options()) {
            assertThat(out.toString()).contains("  " + String.join(", ", option.names()) + " ");
        }
        expectCleanHelp();
    }

    private void expectCleanHelp() {
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(out.toString()).doesNotContain("${").doesNotContain("null");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--port, 2020", "--bind, 127.0.0.1", "--max-line, 4096", "--stall-timeout, 30s", "--idle-timeout, off"})
    void helpShowsDefaults(String option, String value) {
        execute("--help-all");
        assertThat(out.toString().lines()).filteredOn(line -> line.contains(option + " "))
                .singleElement().asString().endsWith("(" + value + ")");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString().lines()).singleElement().asString()
                .matches("chatroom .* \\(Java " + Runtime.version().feature() + "\\b.*\\)");
    }

    @Test
    void theOtherLimitsCanBeListed() {
        assertThat(execute("--limit", "list")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines)
                .contains("nickname                32      8         256  characters of a nickname")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain(","));
        assertThat(lines.stream().map(line -> line.length() - line.replaceFirst("(\\S+ +){4}", "").length()).distinct())
                .as("where the last column begins").hasSize(1);
    }
}

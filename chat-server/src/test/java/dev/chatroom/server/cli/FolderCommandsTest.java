package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.SqliteHistory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands about a folder say in a line what is wrong, and each shows on a screen how it is used. */
class FolderCommandsTest {
    private static final int ROWS = 24;

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

    private Path folder() {
        Path folder = directory.resolve("chat");
        SqliteHistory.open(folder, false, new ReadBounds(Duration.ofSeconds(10), 10), Clock.systemUTC(), keeping -> {
        }).close();
        return folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "import", "backup", "check", "erase"})
    void helpFitsAScreenAndHasAnExample(String command) {
        assertThat(execute(command, "--help")).isZero();

        assertThat(out.toString().lines()).hasSizeLessThanOrEqualTo(ROWS)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(out.toString()).contains("Usage: chatroom " + command, "--data DIR", "Example: chatroom " + command)
                .doesNotContain("${");
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().filter(line -> line.startsWith("  -"))).last().asString()
                .startsWith("  -h, --help");
        assertThat(String.join("", commandLine.getSubcommands().get(command).getCommandSpec().usageMessage().footer()))
                .as("picocli takes it for a format").doesNotContain("%");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "check | give --data DIR; see chatroom check --help",
        "export | give --data DIR",
        "check --data | --data needs a value",
        "check --data= | --data takes the name of a file or folder, not ''",
        "export --data=x --format=xml | --format takes text or json, not 'xml'",
        "export --data=x --from=monday | --from takes a time such as 2026-11-20 or 2026-11-20T12:30, not 'monday'",
        "export --data=x --to=2026-13-01 | --to takes a time such as",
        "export --data=x --from=2026-11-02 --to=2026-11-01 | --from must be earlier than --to",
        "erase --data=x | give --name NAME",
        "erase --data=x --name=bob --before=x | --before takes a time such as",
        "backup --data=x | FILE is missing",
        "check --data=x --dta=y | there is no option or argument '--dta=...'; did you mean --data?"
    })
    void wrongUsageIsSaidInOneLineWithStatusTwo(String args, String message) {
        assertThat(execute(args.split(" "))).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().startsWith("chatroom: ")
                .contains(message == null ? "" : message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "export", "erase --name=bob"})
    void aFolderWithoutHistoryIsSaidInOneLineWithStatusOne(String command) {
        assertThat(execute((command + " --data=" + directory.resolve("no\u001b[2J")).split(" "))).isEqualTo(1);

        assertThat(err.toString().lines()).singleElement().asString()
                .isEqualTo("chatroom: there is no history in " + directory.resolve("no\uFFFD[2J"));
    }

    @Test
    void aCheckPrintsWhatIsThere() throws Exception {
        Path folder = folder();
        long kibibytes = Files.size(folder.resolve("history.db")) / 1024;

        assertThat(execute("check", "--data", folder.toString())).isZero();

        assertThat(kibibytes).isBetween(50L, 500L);
        assertThat(out.toString().lines()).containsExactly(
                "rooms     0", "messages  0, and 0 other events", "size      " + kibibytes + " kB, 0 kB of it free",
                "oldest    none",
                "newest    none", "all is well");
    }

    @Test
    void aRoomThatIsNotThereIsNotExported() {
        Path folder = folder();

        assertThat(execute("export", "--room", "nowhere", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("chatroom: there is no room of that name in " + folder);
    }

    @Test
    void theFolderCanBeSetInTheEnvironment() {
        commandLine = Main.commandLine(Map.of("CHATROOM_DATA", folder().toString(), "CHATROOM_NAME", "tea room"));

        assertThat(execute("check")).isZero();
        assertThat(out.toString()).contains("all is well");
        assertThat(execute("erase")).as("the name of a server is nobody's whose words are erased").isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("chatroom: give --name NAME; see chatroom erase --help");
    }

    @Test
    void aFolderThatIsWrongInTheEnvironmentIsSaid() {
        commandLine = Main.commandLine(Map.of("CHATROOM_DATA", directory.resolve("no").toString()));

        assertThat(execute("check")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("chatroom: there is no history in " + directory.resolve("no"));
        assertThat(execute("check", "--data", folder().toString())).as("the command line counts").isZero();
    }

    @Test
    void anEmptyHistoryIsCopiedAndErasedFrom() {
        Path folder = folder();
        Path copy = directory.resolve("copy.db");

        assertThat(execute("backup", "--data", folder.toString(), copy.toString())).isZero();
        assertThat(copy).exists();
        assertThat(out.toString()).matches("copied to " + Pattern.quote(copy.toString()) + ", [1-9][0-9]* kB\\R");
        out.getBuffer().setLength(0);
        assertThat(execute("erase", "--data", folder.toString(), "--name", "bob")).isZero();
        assertThat(execute("erase", "--data", folder.toString(), "--name", "bob", "--before", "2026-11-01")).isZero();
        assertThat(out.toString().lines()).containsExactly(
                "nothing was kept under that name", "nothing was kept under that name before 2026-11-01");
    }

    @Test
    void aWrongExportIsRefusedInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("export"), "hello\n");
        Path folder = directory.resolve("new");

        assertThat(execute("import", "--data", folder.toString(), file.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).containsExactly("chatroom: line 1: this is no export of a history that this "
                + "version knows; nothing has been imported");
        assertThat(folder).doesNotExist();
        assertThat(execute("import", "--data", folder.toString(), directory.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("chatroom: cannot read " + directory.resolve("none") + ": no such file"
                        + System.lineSeparator());
    }
}

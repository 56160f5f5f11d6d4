package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFilesTest {
    @TempDir
    private Path directory;

    private String file(String name, String text) throws IOException {
        return "@" + Files.writeString(directory.resolve(name), text);
    }

    private static String[] expand(String... written) {
        return ArgumentFiles.expand(List.of(written)).arguments();
    }

    @Test
    void argumentsStayAsTheyAre() {
        assertThat(expand("--port", "1", "", "a b", "#x", "@", "a@b")).containsExactly(
                "--port", "1", "", "a b", "#x", "@", "a@b");
        assertThat(expand("@@port")).containsExactly("@port");
    }

    @Test
    void aFileHoldsWordsAndQuotedWordsAndComments() throws Exception {
        String text = """
                # the office
                --name "B\u00fcro Zo\u00eb" # ours
                '--motd'	'\u65e5\u672c "x"'

                """;
        assertThat(expand("-v", file("arguments", "\uFEFF" + text.replace("\n", "\r\n")), "-q")).containsExactly(
                "-v", "--name", "B\u00fcro Zo\u00eb", "--motd", "\u65e5\u672c \"x\"", "-q");
    }

    @Test
    void filesMayNameFiles() throws Exception {
        String inner = file("inner", "--port 1");
        assertThat(expand(file("outer", "-v " + inner))).containsExactly("-v", "--port", "1");
    }

    @Test
    void theFileThatAnOptionTakesIsNoFileOfArguments() throws Exception {
        assertThat(expand("--motd", "@/no/such/file", "--password", "@x")).containsExactly(
                "--motd=@/no/such/file", "--password=@x");
        assertThat(expand(file("arguments", "--motd @/no/such/file"))).containsExactly("--motd=@/no/such/file");
    }

    @Test
    void aFileThatNamesItselfIsRefused() throws Exception {
        Path self = directory.resolve("self");
        String argument = file("self", "@" + self);
        assertThatThrownBy(() -> expand(argument))
                .hasMessage("there are more than 16 files of arguments, or one names itself");
    }

    @Test
    void filesWithSecretsAreRemembered() throws Exception {
        String secret = file("secret", "--operator=alice:tea");
        assertThat(ArgumentFiles.expand(List.of(file("other", "-v " + secret), "--password", "x")).withSecrets())
                .containsExactly(directory.resolve("secret"));
    }
}

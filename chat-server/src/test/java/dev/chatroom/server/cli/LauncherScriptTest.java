package dev.chatroom.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher finds a Java, without the program behind it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {
    @TempDir
    private Path directory;

    private void expectRefusal(String javaHome, String message) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "src/launcher/chatroom.sh", "--version");
        builder.environment().put("CHATROOM_JAVA_HOME", javaHome);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(69);
        assertThat(process.inputReader().lines()).isEmpty();
        assertThat(process.errorReader().lines()).containsExactly(
                "chatroom needs Java 21 or newer, and CHATROOM_JAVA_HOME=" + javaHome + " holds none; found: "
                        + message + ".");
    }

    @Test
    void aChosenDirectoryWithoutJavaIsSaid() throws Exception {
        expectRefusal(directory.toString(), "none");
        expectRefusal(directory.resolve("nothing").toString(), "none");
    }

    @Test
    void aChosenJavaThatIsTooOldIsSaid() throws Exception {
        Path home = java("17.0.9");
        expectRefusal(home.toString(), "17 (" + home.toRealPath() + ")");
    }

    @Test
    void theProgramRunsInALocaleWithUtf8() throws Exception {
        Path program = java("21.0.5").resolve("bin/java");
        Files.writeString(program, "#!/bin/sh\nlocale charmap\n");
        for (String locale : List.of("C", "POSIX", "no_SUCH.UTF-8")) {
            ProcessBuilder builder = new ProcessBuilder("sh", "src/launcher/chatroom.sh");
            builder.environment().put("CHATROOM_JAVA_HOME", directory.toString());
            builder.environment().put("LC_ALL", locale);
            Process process = builder.start();

            assertThat(process.inputReader().lines()).as(locale).containsExactly("UTF-8");
        }
    }

    private Path java(String version) throws IOException {
        Path program = directory.resolve("bin/java");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return directory;
    }
}

package dev.chatroom.server.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeTextTest {
    private static final String ASCII = "ANSI_X3.4-1968";
    private static final byte[] NONE = {};

    private static Optional<String> complaint(List<String> arguments, String encoding, String commandLine) {
        return NativeText.complaint(arguments, Map.of(), encoding, commandLine.getBytes(UTF_8));
    }

    @Test
    void whatIsInUtf8IsTaken() {
        assertThat(complaint(List.of("--name", "B\u00fcro Zo\u00eb?"), "UTF-8", "")).isEmpty();
        assertThat(NativeText.complaint(List.of(), Map.of("CHATROOM_NAME", "Zo\u00eb", "X", "\uFFFD"), "utf-8", NONE))
                .isEmpty();
        assertThat(complaint(List.of("--motd", "tea?"), ASCII, "java\0-jar\0--motd\0tea?\0")).isEmpty();
    }

    @Test
    void whatIsNotIsSaid() {
        assertThat(complaint(List.of("--name", "B\uFFFDro"), "UTF-8", "")).contains("an argument is not in UTF-8");
        assertThat(NativeText.complaint(List.of(), Map.of("CHATROOM_NAME", "B\uFFFDro"), "UTF-8", NONE))
                .contains("CHATROOM_NAME is not in UTF-8");
    }

    @Test
    void aLocaleThatSpoilsItIsSaid() {
        String said = "an argument is not in UTF-8; this locale knows no UTF-8: set LC_ALL=C.UTF-8";
        assertThat(complaint(List.of("--name", "Zo??"), ASCII, "java\0-jar\0--name\0Zo\u00eb\0")).contains(said);
        assertThat(complaint(List.of("--name", "Zo??"), ASCII, "")).contains(said);
        assertThat(complaint(List.of("--name", "Zo\u00c3\u00ab"), "ISO-8859-1", "java\0--name\0Zo\u00eb\0"))
                .contains(said);
        assertThat(complaint(List.of("-v"), ASCII, "java\0-Dname=Zo\u00eb\0-v\0")).as("that of Java itself").isEmpty();
        assertThat(NativeText.complaint(List.of(), Map.of("CHATROOM_MOTD", "Zo\uFFFD\uFFFD"), ASCII, NONE))
                .contains("CHATROOM_MOTD is not in UTF-8; this locale knows no UTF-8: set LC_ALL=C.UTF-8");
    }

    @Test
    void whatIsPrintedIsUtf8WhereItWouldBeAscii() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NativeText.printer(new PrintStream(bytes, true, US_ASCII)).println("Zo\u00eb");
        assertThat(bytes.toString(UTF_8)).startsWith("Zo\u00eb");
    }
}

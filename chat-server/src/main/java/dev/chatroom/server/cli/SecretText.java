package dev.chatroom.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the passwords that options give, and remembers where they are. No message shows one. */
final class SecretText {
    private static final int MOST_FILE_BYTES = 4 * 1024;

    private final List<Path> files = new ArrayList<>();

    /** {@code value} itself, or the first line of the file if it is {@code @FILE}; without blanks around it. */
    String of(String option, String value) {
        return (value.startsWith("@") ? firstLine(option, value.substring(1)) : value).strip();
    }

    /** The files that were read. */
    List<Path> files() {
        return List.copyOf(files);
    }

    private String firstLine(String option, String file) {
        String text = OptionFile.text(option + " takes @ and a UTF-8 file; cannot read", file, MOST_FILE_BYTES);
        files.add(Path.of(file));
        return text.lines().findFirst().orElse("");
    }
}

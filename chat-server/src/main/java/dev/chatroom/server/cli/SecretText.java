package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the passwords that options give. No message shows one. */
final class SecretText {
    private static final int MOST_FILE_BYTES = 4 * 1024;

    private SecretText() {}

    /** {@code value} itself, or the first line of the file if it is {@code @FILE}; without blanks around it. */
    static String of(String option, String value) {
        return (value.startsWith("@") ? firstLine(option, value.substring(1)) : value).strip();
    }

    private static String firstLine(String option, String file) {
        // Not by its size, which is unknown of what a shell or a service manager hands over in a pipe.
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_FILE_BYTES + 1);
            if (bytes.length > MOST_FILE_BYTES) {
                throw new WrongValue(
                        "%s takes a file of at most %,d bytes, not '%s'".formatted(option, MOST_FILE_BYTES, file));
            }
            return Values.utf8(bytes)
                    .orElseThrow(() -> unreadable(option, file))
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException | InvalidPathException e) {
            throw unreadable(option, file);
        }
    }

    private static WrongValue unreadable(String option, String file) {
        return new WrongValue("%s takes @ and a UTF-8 file; cannot read '%s'".formatted(option, file));
    }
}

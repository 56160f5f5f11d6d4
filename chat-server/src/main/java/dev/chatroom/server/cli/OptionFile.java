package dev.chatroom.server.cli;

import dev.chatroom.server.cli.Values.WrongValue;
import dev.chatroom.server.config.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Reads the files that options name, and looks after those that hold secrets. */
final class OptionFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private OptionFile() {}

    /**
     * The text of a file.
     *
     * @param beginning what the message begins with if it cannot be read
     * @param mostBytes how long it may be
     * @throws WrongValue if it cannot be read, is longer, or is not UTF-8; the message says why and shows nothing of it
     */
    static String text(String beginning, String file, int mostBytes) {
        byte[] bytes;
        try {
            bytes = BoundedFile.read(Path.of(file), mostBytes, BoundedFile.PATIENCE);
        } catch (IOException | InvalidPathException e) {
            String why = e instanceof InvalidPathException ? "that is no name of a file here" : e.getMessage();
            throw new WrongValue("%s '%s': %s".formatted(beginning, file, why));
        }
        String text = Values.utf8(bytes)
                .orElseThrow(() -> new WrongValue("%s '%s': it is not UTF-8".formatted(beginning, file)));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /**
     * Whether all users of this machine can read a file, which has to allow it together with the folders above it. Of what
     * is no ordinary file, such as a pipe, it is not said; nor where files have no permissions of that kind.
     */
    static boolean isReadableByAll(Path file) {
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real) || !allows(real, PosixFilePermission.OTHERS_READ)) {
                return false;
            }
            for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
                if (!allows(folder, PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException cannotTell) {
            return false;
        }
    }

    private static boolean allows(Path path, PosixFilePermission permission) throws IOException {
        return Files.getPosixFilePermissions(path).contains(permission);
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.server.store.tables.DatabaseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Copies the database as it is at one moment, while a server may write. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a copy that only its owner can read; it can be put in the place of {@code history.db}.
     *
     * @param percent is told how much is done
     * @throws ArchiveException if it cannot be written, or there is such a file
     */
    public static void write(Path folder, Path file, LongConsumer percent) throws ArchiveException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ArchiveException(file + " is there already, and a backup replaces nothing");
        }
        try (Connection connection = HistoryFolder.openForReading(folder)) {
            DatabaseCopy.write(connection, file, false, percent);
        } catch (SQLException e) {
            throw ArchiveException.because("the backup " + file + " cannot be made", e);
        } catch (IOException e) {
            throw ArchiveException.because("the backup " + file + " cannot be written", e);
        }
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.DatabaseCopy;
import dev.chatroom.server.store.tables.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteErrorCode;

/** Copies the database as it is at one moment, while a server may write. */
public final class Backup {
    private Backup() {}

    /**
     * Writes a copy that only its owner can read; it can be put in the place of {@code history.db}. A copy of what is damaged stays,
     * since it may be all that can be had.
     *
     * @param percent is told how much is done
     * @throws ArchiveException if it cannot be written, or there is such a file, or it is damaged
     */
    public static void write(Path folder, Path file, LongConsumer percent) throws ArchiveException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ArchiveException(file + " is there already, and a backup replaces nothing");
        }
        try (Connection connection = HistoryFolder.openForReading(folder)) {
            DatabaseCopy.write(connection, file, false, percent);
            if (!isSound(file)) {
                throw new ArchiveException(
                        file + " is written, and damaged as the history is; 'chatroom check' says where");
            }
        } catch (SQLException e) {
            throw ArchiveException.because("the backup " + file + " cannot be made", e);
        } catch (IOException e) {
            throw ArchiveException.because("the backup " + file + " cannot be written", e);
        } catch (StoreException e) {
            throw ArchiveException.because(e);
        }
    }

    /** Whether all pages of it can be read. */
    private static boolean isSound(Path file) throws SQLException {
        try (Connection copy = new Database(file, false).openForReading();
                Statement statement = copy.createStatement();
                ResultSet row = statement.executeQuery("pragma quick_check(1)")) {
            return row.getString(1).equals("ok");
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code) {
                return false;
            }
            throw e;
        }
    }
}

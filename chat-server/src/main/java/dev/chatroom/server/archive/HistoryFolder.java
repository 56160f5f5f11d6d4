package dev.chatroom.server.archive;

import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;

/** The folder that {@code --data} names. */
final class HistoryFolder {
    private HistoryFolder() {}

    /** @throws ArchiveException if there is no history in it, or this user may not read it */
    static void expectHistory(Path folder) throws ArchiveException {
        Path database = DataFolder.database(folder);
        // It is not opened: closing it would take from it the locks that SQLite may hold in this process.
        try {
            Files.readAttributes(database, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw ArchiveException.because("cannot read " + folder, e);
        } catch (IOException e) {
            throw new ArchiveException("there is no history in " + folder);
        }
        if (!Files.isReadable(database)) {
            throw new ArchiveException("cannot read " + database + ": permission denied");
        }
    }

    /** A connection that reads what is there, while a server may write. */
    static Connection openForReading(Path folder) throws ArchiveException {
        expectHistory(folder);
        try {
            return new Database(DataFolder.database(folder), false).openForReading();
        } catch (StoreException e) {
            throw ArchiveException.because(e);
        }
    }

    /** Takes the folder, so that no server has it. */
    static DataFolder take(Path folder) throws ArchiveException {
        try {
            return DataFolder.take(folder);
        } catch (DataFolder.TakenException e) {
            throw new ArchiveException("stop the server first: " + e.line());
        } catch (StoreException e) {
            throw ArchiveException.because(e);
        }
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;

/** The folder that {@code --data} names. */
final class HistoryFolder {
    private HistoryFolder() {}

    /** @throws ArchiveException if there is no history in it */
    static void expectHistory(Path folder) throws ArchiveException {
        if (!Files.exists(DataFolder.database(folder))) {
            throw new ArchiveException("there is no history in " + folder);
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

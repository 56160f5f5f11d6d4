package dev.chatroom.server.archive;

import dev.chatroom.server.archive.JsonLine.NotALineException;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongConsumer;

/** Makes a history of an export. An export of it is the same, byte for byte. */
public final class Import {
    private static final int LINES_PER_REPORT = 1_000;

    private Import() {}

    /**
     * Reads an export into a folder that has no history yet. All of it is kept, or nothing.
     *
     * @param bytesRead is told how far it is
     * @return how many events there were
     * @throws ArchiveException if the folder has a history, cannot be written, or a line is wrong; the message says which
     */
    public static long read(Path folder, InputStream in, LongConsumer bytesRead) throws ArchiveException {
        boolean made = !Files.exists(folder);
        boolean done = false;
        try {
            long events = readInto(folder, in, bytesRead);
            done = true;
            return events;
        } catch (SQLException e) {
            throw ArchiveException.because("the history in " + folder + " cannot be written", e);
        } catch (IOException e) {
            throw ArchiveException.because("cannot be imported", e);
        } catch (StoreException e) {
            throw ArchiveException.because(e);
        } finally {
            if (made && !done) {
                DataFolder.removeEmpty(folder);
            }
        }
    }

    /**
     * As {@link #read(Path, InputStream, LongConsumer)}, from a file.
     *
     * @param percent is told how much is done
     * @throws ArchiveException as there, and if the file cannot be read
     */
    public static long read(Path folder, Path file, LongConsumer percent) throws ArchiveException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Math.max(1, Files.size(file));
            return read(folder, in, bytes -> percent.accept(100 * bytes / size));
        } catch (NoSuchFileException e) {
            throw new ArchiveException("cannot read " + file + ": no such file");
        } catch (IOException e) {
            throw ArchiveException.because("cannot read " + file, e);
        }
    }

    private static long readInto(Path folder, InputStream in, LongConsumer bytesRead)
            throws ArchiveException, SQLException, IOException {
        try (DataFolder taken = HistoryFolder.take(folder)) {
            Path database = taken.database();
            Path part = database.resolveSibling(database.getFileName() + ".import");
            if (Files.exists(database)) {
                throw new ArchiveException("there is a history in " + folder + " already");
            }
            delete(part);
            try {
                long events = fill(part, in, bytesRead);
                Files.move(part, database, StandardCopyOption.ATOMIC_MOVE);
                return events;
            } finally {
                delete(part);
            }
        }
    }

    private static long fill(Path database, InputStream in, LongConsumer bytesRead)
            throws ArchiveException, SQLException, IOException {
        LineReader lines = new LineReader(in);
        try (Connection connection = new Database(database, false).openForWriting();
                StoredEvents tables = new StoredEvents(connection)) {
            ImportedRows rows = new ImportedRows(tables);
            for (String line = lines.next(); line != null; line = lines.next()) {
                rows.take(line);
                if (lines.number() % LINES_PER_REPORT == 0) {
                    bytesRead.accept(lines.bytes());
                }
            }
            rows.end();
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma wal_checkpoint(truncate)");
            }
            return rows.events();
        } catch (NotALineException e) {
            throw new ArchiveException("line %,d: %s; nothing has been imported".formatted(
                    lines.number(), e.getMessage()));
        }
    }

    private static void delete(Path database) throws IOException {
        for (String ending : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + ending));
        }
    }
}

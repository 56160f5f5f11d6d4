package dev.chatroom.server.store.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.sqlite.SQLiteConnection;

/** Copies of a database, made while it is in use. A copy is as the database was at one moment. */
public final class DatabaseCopy {
    private static final String UNFINISHED = ".part";
    private static final int PAGES_PER_STEP = 1_000;
    private static final int MILLIS_BETWEEN_ATTEMPTS = 100;
    private static final int MOST_ATTEMPTS = 100;

    private DatabaseCopy() {}

    /**
     * Writes a copy that only its owner can read. It has its name when it is whole; until then it is called {@code .part}.
     *
     * @param from not in a transaction
     * @param replace whether a file of that name may be replaced
     * @param percent is told how much of it is done, from time to time
     * @throws IOException if the file cannot be had
     * @throws SQLException if the database cannot be read, or the copy not written
     */
    public static void write(Connection from, Path to, boolean replace, LongConsumer percent)
            throws IOException, SQLException {
        Path part = to.resolveSibling(to.getFileName() + UNFINISHED);
        if (replace) {
            Files.deleteIfExists(part);
        }
        DataFolder.create(part);
        boolean whole = false;
        try {
            copyPages(from, part, percent);
            if (replace) {
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(part, to);
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(part);
            }
        }
    }

    private static void copyPages(Connection from, Path to, LongConsumer percent) throws SQLException {
        try (Statement statement = from.createStatement()) {
            // Without a transaction of the reader, each commit of a writer would make the copy begin anew.
            statement.execute("begin");
            statement.executeQuery("select count(*) from room").close();
            int status = from.unwrap(SQLiteConnection.class).getDatabase().backup(
                    "main", to.toAbsolutePath().toString(),
                    (left, all) -> percent.accept(all == 0 ? 0 : 100L * (all - left) / all),
                    MILLIS_BETWEEN_ATTEMPTS, MOST_ATTEMPTS, PAGES_PER_STEP);
            statement.execute("rollback");
            if (status != 0) {
                throw new SQLException(
                        "the copy cannot be written (SQLite says %d)".formatted(status), null, status);
            }
        }
    }
}

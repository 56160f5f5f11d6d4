package dev.chatroom.server.store.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/** The file with the tables, and connections to it. Each connection is for one thread at a time. */
public final class Database {
    public static final int WAIT_FOR_LOCK_MILLIS = 10_000;

    /** A write-ahead log of this many pages of 4 kB goes into the database itself. */
    private static final int CHECKPOINT_PAGES = 2_000;

    /** So much of a write-ahead log that was longer for once is left on the disk. */
    private static final int LOG_BYTES_LEFT = 16 * 1024 * 1024;

    private final Path file;
    private final boolean full;
    private final Schema schema;

    /** @param full whether a commit outlives a loss of power, and not only the end of the process */
    public Database(Path file, boolean full) {
        this(file, full, Schema.CURRENT);
    }

    Database(Path file, boolean full, Schema schema) {
        this.file = file;
        this.full = full;
        this.schema = schema;
    }

    /**
     * A connection that writes. It makes the tables if there are none. If they are of an older version, it makes those of this
     * one of them, after a copy of the database.
     *
     * @throws StoreException if that cannot be done
     */
    public Connection openForWriting() {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(full ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(LOG_BYTES_LEFT));
        config.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
        // Otherwise the driver asks for the row of each insert, with a statement that it prepares anew.
        config.setGetGeneratedKeys(false);
        try {
            restrictFiles();
            Connection connection = open(config);
            try (Statement statement = connection.createStatement()) {
                refuseForeign(statement);
                // Before anything is written, or it has no effect.
                statement.execute("pragma auto_vacuum=incremental");
                statement.execute("pragma journal_mode=wal");
                statement.execute("pragma wal_autocheckpoint=" + CHECKPOINT_PAGES);
            } catch (SQLException | StoreException e) {
                connection.close();
                throw e;
            }
            upgrade(connection);
            WordIndex.offerWords(connection);
            return connection;
        } catch (SQLException | IOException e) {
            throw new StoreException("cannot open %s: %s".formatted(file, reason(e)), e);
        }
    }

    /**
     * A connection that only reads. There must be tables, of this version.
     *
     * @throws StoreException if that is not so
     */
    public Connection openForReading() {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
        try {
            Connection connection = open(config);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only=1");
                refuseForeign(statement);
                expectThisVersion(statement);
            } catch (SQLException | StoreException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw new StoreException("cannot open %s: %s".formatted(file, reason(e)), e);
        }
    }

    private Connection open(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** How long the write-ahead log is, in bytes; 0 if there is none. */
    public long logBytes() {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length();
    }

    /** SQLite gives its other files the permissions of the database, but leaves those that are there as they are. */
    private void restrictFiles() throws IOException {
        if (!Files.exists(file)) {
            DataFolder.create(file);
        }
        for (String ending : List.of("", "-wal", "-shm")) {
            Path one = file.resolveSibling(file.getFileName() + ending);
            if (Files.exists(one)) {
                DataFolder.restrict(one);
            }
        }
    }

    private void upgrade(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            refuseNewer(version);
            if (version == schema.version()) {
                return;
            }
            if (version > 0) {
                Path copy = file.resolveSibling(file.getFileName() + ".before-" + schema.version());
                DatabaseCopy.write(connection, copy, true, percent -> {
                });
            }
            statement.execute("begin immediate");
            schema.upgrade(statement, version);
            if (version > 0 && version < Schema.SECRET_ROOMS && schema.version() >= Schema.SECRET_ROOMS) {
                SecretRooms.mark(connection);
            }
            statement.execute("commit");
        } catch (SQLException | IOException | StoreException e) {
            connection.close(); // What has been begun is taken back.
            throw e;
        }
    }

    /** Another program's tables are left as they are. */
    private void refuseForeign(Statement statement) throws SQLException {
        if (number(statement, "pragma application_id") != Schema.APPLICATION
                && number(statement, "select count(*) from sqlite_schema") > 0) {
            throw new StoreException("%s is the database of another program".formatted(file));
        }
    }

    private void refuseNewer(int version) {
        if (version > schema.version()) {
            throw new StoreException("%s was written by a newer chatroom (version %d of its tables, this one knows %d)"
                    .formatted(file, version, schema.version()));
        }
    }

    private void expectThisVersion(Statement statement) throws SQLException {
        int version = version(statement);
        refuseNewer(version);
        if (version < schema.version()) {
            throw new StoreException(
                    "%s was written by an older chatroom; start this one with it once".formatted(file));
        }
    }

    private static int version(Statement statement) throws SQLException {
        return number(statement, "pragma user_version");
    }

    private static int number(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.getInt(1);
        }
    }

    /** Why something could not be done, a clause: in plain words where there are some, or else in those of the system. */
    public static String reason(Exception e) {
        String message = switch (e) {
            case IOException io -> DataFolder.reason(io);
            case SQLException sql -> SqliteReason.of(sql).orElse(String.valueOf(sql.getMessage()));
            default -> String.valueOf(e.getMessage());
        };
        return message.lines().findFirst().orElse(e.toString());
    }
}

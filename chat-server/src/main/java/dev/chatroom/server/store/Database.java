package dev.chatroom.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/** The file with the tables, and connections to it. Each connection is for one thread at a time. */
final class Database {
    static final int SCHEMA_VERSION = 1;

    private static final int WAIT_FOR_LOCK_MILLIS = 10_000;

    /** A write-ahead log of this many pages of 4 kB goes into the database itself. */
    private static final int CHECKPOINT_PAGES = 2_000;

    /** So much of a write-ahead log that was longer for once is left on the disk. */
    private static final int LOG_BYTES_LEFT = 16 * 1024 * 1024;

    private static final List<String> SCHEMA = List.of(
            """
            create table room(
                id integer primary key,
                key text not null unique,
                name text not null,
                snapshot blob not null)""",
            """
            create table author(
                id integer primary key,
                user integer not null,
                nickname text not null,
                key text not null,
                username text not null,
                realname text not null,
                host text not null)""",
            "create index author_of_user on author(user)",
            """
            create table event(
                id integer primary key,
                room integer not null references room(id),
                sequence integer not null,
                at integer not null,
                kind integer not null,
                author integer not null references author(id),
                text text not null,
                form blob)""",
            "create index event_of_room on event(room, id)",
            """
            create virtual table words using fts5(
                room, author, text, content='', columnsize=0, tokenize='ascii')""",
            "insert into words(words, rank) values ('secure-delete', 1)",
            // For people with the sqlite3 command.
            """
            create view said as
                select event.id, room.name as room, datetime(event.at / 1000000000, 'unixepoch') as utc,
                       author.nickname as author, event.text
                from event join room on room.id = event.room join author on author.id = event.author
                where event.kind <= 3 and event.form is null""");

    private final Path file;
    private final boolean full;

    /** @param full whether a commit outlives a loss of power, and not only the end of the process */
    Database(Path file, boolean full) {
        this.file = file;
        this.full = full;
    }

    /** A connection that writes; it makes the tables if there are none. */
    Connection openForWriting() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(full ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(LOG_BYTES_LEFT));
        config.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
        boolean isNew = !Files.exists(file);
        try {
            Connection connection = open(config);
            if (isNew) {
                restrictFiles();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma wal_autocheckpoint=" + CHECKPOINT_PAGES);
            }
            upgrade(connection);
            return connection;
        } catch (SQLException | IOException e) {
            throw new StoreException("cannot open %s: %s".formatted(file, reason(e)), e);
        }
    }

    /** A connection that only reads. There must be tables. */
    Connection openForReading() {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
        try {
            Connection connection = open(config);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma query_only=1");
            }
            return connection;
        } catch (SQLException e) {
            throw new StoreException("cannot open %s: %s".formatted(file, reason(e)), e);
        }
    }

    private Connection open(SQLiteConfig config) throws SQLException {
        return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    }

    private void restrictFiles() throws IOException {
        for (String ending : List.of("", "-wal", "-shm")) {
            Path one = file.resolveSibling(file.getFileName() + ending);
            if (Files.exists(one)) {
                DataFolder.restrict(one);
            }
        }
    }

    private void upgrade(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > SCHEMA_VERSION) {
                throw new StoreException(
                        "%s was written by a newer chatroom (version %d of its tables, this one knows %d)"
                                .formatted(file, version, SCHEMA_VERSION));
            }
            if (version == 0) {
                for (String sql : SCHEMA) {
                    statement.execute(sql);
                }
                statement.execute("pragma user_version=" + SCHEMA_VERSION);
            }
            connection.commit();
            connection.setAutoCommit(true); // Whoever writes begins and ends transactions by statements.
        } catch (SQLException | StoreException e) {
            connection.close();
            throw e;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("pragma user_version")) {
            return row.getInt(1);
        }
    }

    /** In the words of the system. */
    static String reason(Exception e) {
        String message = e instanceof IOException io ? DataFolder.reason(io) : String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(e.toString());
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.archive.EventPages.Page;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Looks through a database, whether all that is there can be read and found, while a server may write. For one thread. */
public final class Check {
    private static final int MOST_FAULTS = 20;

    private final Connection connection;
    private final List<String> faults = new ArrayList<>();
    private long rooms;
    private long messages;
    private long others;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    private Check(Connection connection) {
        this.connection = connection;
    }

    /**
     * What is there.
     *
     * @param faults what is wrong, a line each
     * @param others how many events are no messages
     * @param bytes how large the database is, with what has yet to go from the write-ahead log into it
     * @param free how many bytes of it are not in use
     * @param logBytes how large the file of the write-ahead log is; what has gone into the database is in it until it is used again
     */
    public record Report(
            List<String> faults, long rooms, long messages, long others, long bytes, long free, long logBytes,
            Optional<Instant> oldest, Optional<Instant> newest) {
        /** Copies. */
        public Report {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Looks through all that is kept.
     *
     * @param percent is told how much is done
     * @throws ArchiveException if the database cannot be opened
     */
    public static Report of(Path folder, LongConsumer percent) throws ArchiveException {
        try (Connection connection = HistoryFolder.openForReading(folder)) {
            long log = new Database(DataFolder.database(folder), false).logBytes();
            return new Check(connection).look(log, percent);
        } catch (SQLException e) {
            throw ArchiveException.because("the history in " + folder + " cannot be read", e);
        }
    }

    private Report look(long logBytes, LongConsumer percent) throws SQLException {
        guarded(this::lookAtPages);
        guarded(this::lookAtIndex);
        guarded(this::lookAtRooms);
        guarded(() -> lookAtEvents(percent));
        long pageBytes = number("pragma page_size");
        long free = number("pragma freelist_count");
        return new Report(
                faults.stream().distinct().toList(), rooms, messages, others, number("pragma page_count") * pageBytes,
                free * pageBytes, logBytes,
                Optional.ofNullable(oldest), Optional.ofNullable(newest));
    }

    private interface Look {
        void look() throws SQLException;
    }

    /** What cannot be read is a fault, and the other things are looked at all the same. */
    private void guarded(Look look) {
        try {
            look.look();
        } catch (SQLException e) {
            faults.add(e.getErrorCode() == SQLiteErrorCode.SQLITE_CORRUPT.code
                    ? "a part of the database cannot be read"
                    : Database.reason(e));
        }
    }

    /** The database and the index look at themselves. */
    private void lookAtPages() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma integrity_check(" + MOST_FAULTS + ")")) {
            while (rows.next()) {
                // A line for each fault, below a heading.
                rows.getString(1).lines()
                        .filter(line -> !line.equals("ok") && !line.startsWith("***"))
                        .forEach(faults::add);
            }
        }
    }

    /** Each message is in the index once, under its room, as far as they are indexed. */
    private void lookAtIndex() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only=0"); // For a table that only this connection sees.
            statement.execute("create virtual table temp.known using fts5vocab('main', 'words', 'col')");
            statement.execute("begin");
            long indexed = number("select sum(doc) from temp.known where term >= 'r' and term < 's' and col = 'room'");
            long mark = number("select event from indexed");
            long kept = number("select count(*) from event where kind <= 3 and id <= " + mark);
            statement.execute("rollback");
            statement.execute("pragma query_only=1");
            if (mark < 0) {
                faults.add("the index of words; the next start of the server makes it anew");
            } else if (indexed != kept) {
                faults.add("the index of words has %,d messages, the tables have %,d".formatted(indexed, kept));
            }
        }
    }

    private void lookAtRooms() throws SQLException {
        EventPages pages = new EventPages(connection, ExportFilter.ALL);
        List<RoomSnapshot> page = pages.rooms("");
        while (!page.isEmpty()) {
            rooms += page.size();
            page = pages.rooms(page.getLast().name().key());
        }
    }

    private void lookAtEvents(LongConsumer percent) throws SQLException {
        EventPages pages = new EventPages(connection, ExportFilter.ALL);
        long all = Math.max(1, number("select count(*) from event"));
        long before = pages.afterLast();
        Page page = pages.events(0, before);
        while (page != null) {
            for (RoomEvent event : page.events()) {
                if (event instanceof Message) {
                    messages++;
                } else {
                    others++;
                }
                oldest = oldest == null ? event.at() : oldest;
                newest = event.at();
            }
            percent.accept(100 * (messages + others) / all);
            page = pages.events(page.last(), before);
        }
    }

    private long number(String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
            return row.getLong(1);
        }
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.CaseFold;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.IndexMark;
import dev.chatroom.server.store.tables.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Takes out what somebody did under a name, and that they took it: from the tables, from the index of words, and from the file. For one thread. */
public final class Erase {
    private static final int LOOKED_AT = 2_000;
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Connection connection;
    private final StoredEvents tables;
    private final String key;
    private final long before;
    private final LongConsumer percent;

    /** The rows of those who were called so. */
    private final Set<Long> authors = new HashSet<>();

    /** Those of them of whom something stays. */
    private final Set<Long> needed = new HashSet<>();

    private record Row(long id, long author, long at, boolean renames) {}

    private record Room(long id, long sequence, RoomSnapshot snapshot) {}

    private Erase(Connection connection, StoredEvents tables, String key, long before, LongConsumer percent) {
        this.connection = connection;
        this.tables = tables;
        this.key = key;
        this.before = before;
        this.percent = percent;
    }

    /**
     * Takes out all that was done under a name, and topics that were set under it. Nobody else may have the folder.
     *
     * @param before only what was done before this time
     * @param percent is told how far it is
     * @return how many events and topics there were
     * @throws ArchiveException if a server runs, or the database cannot be written; some may have been taken out then
     */
    public static long of(Path folder, String name, Optional<Instant> before, LongConsumer percent)
            throws ArchiveException {
        HistoryFolder.expectHistory(folder);
        try (DataFolder taken = HistoryFolder.take(folder)) {
            Database database = new Database(taken.database(), true);
            long erased = take(
                    database, CaseFold.key(name), before.map(EventRows::nanos).orElse(Long.MAX_VALUE), percent);
            compact(database);
            return erased;
        } catch (SQLException e) {
            throw ArchiveException.because("cannot erase in " + folder, e);
        } catch (StoreException e) {
            throw ArchiveException.because(e);
        }
    }

    private static long take(Database database, String key, long before, LongConsumer percent) throws SQLException {
        try (Connection connection = database.openForWriting()) {
            renewIfDamaged(connection);
            return take(connection, key, before, percent);
        }
    }

    /** Nothing can be taken out of an index that is damaged. */
    private static void renewIfDamaged(Connection connection) throws SQLException {
        boolean isDamaged = IndexMark.read(connection) == IndexMark.DAMAGED;
        if (!isDamaged) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into words(words, rank) values ('integrity-check', 0)");
            } catch (SQLException e) {
                isDamaged = true;
            }
        }
        if (isDamaged) {
            IndexMark.renewIndex(connection);
        }
    }

    private static long take(Connection connection, String key, long before, LongConsumer percent)
            throws SQLException {
        try (StoredEvents tables = new StoredEvents(connection)) {
            return new Erase(connection, tables, key, before, percent).run();
        }
    }

    /** Pages are written anew, so that nothing is left in what is not in use. */
    private static void compact(Database database) throws SQLException {
        try (Connection connection = database.openForWriting(); Statement statement = connection.createStatement()) {
            statement.execute("vacuum");
            statement.execute("pragma wal_checkpoint(truncate)");
        }
    }

    private long run() throws SQLException {
        try (PreparedStatement called = connection.prepareStatement("select id from author where key = ?")) {
            called.setString(1, key);
            try (ResultSet rows = called.executeQuery()) {
                while (rows.next()) {
                    authors.add(rows.getLong(1));
                }
            }
        }
        long erased = rooms(true) + events();
        authors();
        rooms(false);
        return erased;
    }

    private long events() throws SQLException {
        long erased = 0;
        long last = number("select max(id) from event");
        long first = number("select min(id) from event");
        List<Row> page = events(Long.MIN_VALUE);
        while (!page.isEmpty()) {
            tables.begin();
            for (Row row : page) {
                if ((authors.contains(row.author()) || row.renames()) && row.at() < before) {
                    tables.remove(row.id());
                    erased++;
                } else if (authors.contains(row.author())) {
                    needed.add(row.author());
                }
            }
            tables.commit();
            long at = page.getLast().id();
            percent.accept(last == first ? 100 : (long) (100.0 * (at - first) / (last - first)));
            page = events(at);
        }
        return erased;
    }

    private List<Row> events(long after) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(
                "select id, author, at, form from event where id > ? order by id limit " + LOOKED_AT)) {
            next.setLong(1, after);
            List<Row> page = new ArrayList<>();
            try (ResultSet rows = next.executeQuery()) {
                while (rows.next()) {
                    page.add(new Row(
                            rows.getLong(1), rows.getLong(2), rows.getLong(3), renames(rows.getBytes(4))));
                }
            }
            return page;
        }
    }

    /** Whether it says that somebody is called so from then on. */
    private boolean renames(byte @Nullable [] form) throws SQLException {
        try {
            return form != null
                    && EventCodec.decode(form) instanceof ChatEvent.Renamed renamed
                    && renamed.nickname().key().equals(key);
        } catch (MalformedEventException e) {
            throw new SQLException("an event is damaged: " + e.getMessage(), e);
        }
    }

    /** Takes out the rows of those of whom nothing stays, and how far they have read. */
    private void authors() throws SQLException {
        tables.begin();
        try (PreparedStatement dropMarkers =
                connection.prepareStatement("delete from marker where nickname = ? and at < ?")) {
            dropMarkers.setString(1, key);
            dropMarkers.setLong(2, Math.floorDiv(before, NANOS_OF_MILLI));
            dropMarkers.executeUpdate();
        }
        try (PreparedStatement drop = connection.prepareStatement("delete from author where id = ?")) {
            for (long author : authors) {
                if (!needed.contains(author)) {
                    drop.setLong(1, author);
                    drop.executeUpdate();
                }
            }
        }
        tables.commit();
    }

    /**
     * Changes rooms or forgets them.
     *
     * @param first whether events are still there: the greatest ids and sequences are noted then, so that none is given
     *     twice, and topics erased; otherwise rooms are forgotten of which nothing is left
     */
    private long rooms(boolean first) throws SQLException {
        long erased = 0;
        tables.begin();
        if (first) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("""
                        update forgotten set event = max(event, coalesce((select max(id) from event), 0)),
                        user = max(user, coalesce((select max(user) from author), 0))""");
            }
        }
        for (Room room : rooms()) {
            RoomSnapshot now = room.snapshot();
            if (first) {
                boolean isTheirs = now.topic().isSet()
                        && now.topic().setBy().nickname().key().equals(key)
                        && EventRows.nanos(now.topic().at()) < before;
                erased += isTheirs ? 1 : 0;
                tables.change(room.id(), new RoomSnapshot(
                        now.name(), now.createdAt(), isTheirs ? Topic.NONE : now.topic(), now.modes(),
                        Math.max(now.position(), room.sequence())));
            } else if (!now.isArranged() && !tables.hasSpeech(room.id())) {
                tables.forget(room.id());
            }
        }
        tables.commit();
        return erased;
    }

    private List<Room> rooms() throws SQLException {
        List<Room> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select id, (select sequence from event where room = room.id order by id desc limit 1), snapshot
                        from room""")) {
            while (rows.next()) {
                found.add(new Room(rows.getLong(1), rows.getLong(2), snapshot(rows.getBytes(3))));
            }
        }
        return found;
    }

    private static RoomSnapshot snapshot(byte[] form) throws SQLException {
        try {
            return SnapshotCodec.decode(form);
        } catch (MalformedEventException e) {
            throw new SQLException("a room is damaged: " + e.getMessage(), e);
        }
    }

    private long number(String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
            return row.getLong(1);
        }
    }
}

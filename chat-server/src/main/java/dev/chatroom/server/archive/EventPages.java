package dev.chatroom.server.archive;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.EventTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rooms and events in pages. Between two pages no transaction is under way, so that the write-ahead log of a server
 * that runs does not grow, however long whoever takes the pages needs. For one thread.
 */
final class EventPages {
    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_BYTES = 1024 * 1024;

    private final Connection connection;
    private final ExportFilter filter;

    EventPages(Connection connection, ExportFilter filter) {
        this.connection = connection;
        this.filter = filter;
    }

    /** The rooms after a key, in the order of their keys; empty if there are no more. */
    List<RoomSnapshot> rooms(String after) throws SQLException {
        String one = filter.room().isPresent() ? " and key = ?" : "";
        try (PreparedStatement statement = connection.prepareStatement(
                "select key, snapshot from room where key > ?" + one + " order by key limit " + MOST_EVENTS)) {
            statement.setString(1, after);
            if (filter.room().isPresent()) {
                statement.setString(2, filter.room().get());
            }
            List<RoomSnapshot> page = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(snapshot(rows.getString(1), rows.getBytes(2)));
                }
            }
            return page;
        }
    }

    private static RoomSnapshot snapshot(String key, byte[] form) throws SQLException {
        try {
            return SnapshotCodec.decode(form);
        } catch (MalformedEventException e) {
            throw new SQLException("the room %s is damaged: %s".formatted(key, e.getMessage()), e);
        }
    }

    /** The greatest id that there is; 0 if there is none. */
    long last() throws SQLException {
        return number("select max(id) from event");
    }

    /** An id before all events that are wanted, and not before many others. */
    long beforeFirst() throws SQLException {
        return filter.from().isEmpty()
                ? 0
                : EventTimes.earliestFrom(connection, EventRows.nanos(filter.from().get())) - 1;
    }

    /** An id after all events that are wanted, and not after many others. */
    long afterLast() throws SQLException {
        return filter.to().isEmpty()
                ? last() + 1
                : EventTimes.latestBefore(connection, EventRows.nanos(filter.to().get()));
    }

    /**
     * The next events between two ids, in their order; those of other times among them are left out.
     *
     * @return null if there are no more
     */
    @Nullable Page events(long after, long before) throws SQLException {
        String one = filter.room().isPresent() ? " and room.key = ?" : "";
        String from = filter.room().isPresent()
                ? "room cross join event on event.room = room.id join author on author.id = event.author"
                : EventRows.TABLES;
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + EventRows.COLUMNS + " from " + from + " where event.id > ? and event.id < ?" + one
                        + " order by event.id limit " + MOST_EVENTS)) {
            statement.setLong(1, after);
            statement.setLong(2, before);
            if (filter.room().isPresent()) {
                statement.setString(3, filter.room().get());
            }
            try (ResultSet rows = statement.executeQuery()) {
                return page(rows);
            }
        }
    }

    private @Nullable Page page(ResultSet rows) throws SQLException {
        List<RoomEvent> events = new ArrayList<>();
        long last = 0;
        long bytes = 0;
        while (bytes < MOST_BYTES && rows.next()) {
            RoomEvent event = EventRows.event(rows);
            last = event.id();
            bytes += EventWeight.of(event);
            if (filter.includes(event.at())) {
                events.add(event);
            }
        }
        return last == 0 ? null : new Page(events, last);
    }

    /**
     * Some events.
     *
     * @param last the id of the last event that was looked at
     */
    record Page(List<RoomEvent> events, long last) {}

    private long number(String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            return row.getLong(1);
        }
    }
}

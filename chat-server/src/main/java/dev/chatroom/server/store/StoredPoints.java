package dev.chatroom.server.store;

import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.server.store.tables.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Where points are among the ids of events, which are in the order of time within a room. For one thread at a time. */
final class StoredPoints {
    private static final long ALL = 0;

    /** Events of several rooms may have their ids in another order than their times, if they are as close as this. */
    private static final long MARGIN = 10_000_000_000L;

    private final Connection connection;

    StoredPoints(Connection connection) {
        this.connection = connection;
    }

    /** An id that the last event of a room at a point or before it has, or that lies after that and before the next. */
    long lastUpTo(long room, HistoryPoint point) throws SQLException {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> id;
            case HistoryPoint.OfTime(Instant at) -> firstAt(room, EventRows.nanos(at) + 1) - 1;
        };
    }

    /** An id that the first event of a room at a point or after it has, or that lies before that and after the last. */
    long firstFrom(long room, HistoryPoint point) throws SQLException {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> id;
            case HistoryPoint.OfTime(Instant at) -> firstAt(room, EventRows.nanos(at));
        };
    }

    /** An id before which no event of any room is after a point. */
    long earliestAfter(HistoryPoint point) throws SQLException {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> id;
            case HistoryPoint.OfTime(Instant at) -> firstAt(ALL, Math.max(
                    EventRows.nanos(at), Long.MIN_VALUE + MARGIN) - MARGIN) - 1;
        };
    }

    /** An id after which no event of any room is before a point. */
    long latestBefore(HistoryPoint point) throws SQLException {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> id;
            case HistoryPoint.OfTime(Instant at) -> firstAt(ALL, Math.min(
                    EventRows.nanos(at), Long.MAX_VALUE - MARGIN) + MARGIN);
        };
    }

    /** The id of the first event of this time or later, looked for by halves. */
    private long firstAt(long room, long nanos) throws SQLException {
        String in = room == ALL ? "" : " room = " + room + " and";
        long low = 0;
        long high = last(room) + 1;
        try (PreparedStatement probe = connection.prepareStatement(
                "select id, at from event where" + in + " id >= ? order by id limit 1")) {
            // All events before low are earlier; the one at high, if there is one, is not.
            while (low < high) {
                long middle = low + (high - low) / 2;
                probe.setLong(1, middle);
                try (ResultSet row = probe.executeQuery()) {
                    if (row.next() && row.getLong(2) < nanos) {
                        low = row.getLong(1) + 1;
                    } else {
                        high = middle;
                    }
                }
            }
        }
        return low;
    }

    private long last(long room) throws SQLException {
        String sql = "select max(id) from event" + (room == ALL ? "" : " where room = " + room);
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

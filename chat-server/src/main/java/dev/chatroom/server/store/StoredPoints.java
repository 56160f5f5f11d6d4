package dev.chatroom.server.store;

import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.EventTimes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Where points are among the ids of events, which are in the order of time within a room. For one thread at a time. */
final class StoredPoints {
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
            case HistoryPoint.OfTime(Instant at) -> EventTimes.earliestFrom(connection, EventRows.nanos(at)) - 1;
        };
    }

    /** An id after which no event of any room is before a point. */
    long latestBefore(HistoryPoint point) throws SQLException {
        return switch (point) {
            case HistoryPoint.OfId(long id) -> id;
            case HistoryPoint.OfTime(Instant at) -> EventTimes.latestBefore(connection, EventRows.nanos(at));
        };
    }

    private long firstAt(long room, long nanos) throws SQLException {
        return EventTimes.firstAt(connection, room, nanos);
    }
}

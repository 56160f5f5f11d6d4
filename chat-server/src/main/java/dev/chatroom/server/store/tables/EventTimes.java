package dev.chatroom.server.store.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Finds events by time without an index for it, as ids are in the order of time: exactly in a room, and nearly in all. */
public final class EventTimes {
    /** Instead of the row of a room: those of all rooms. */
    private static final long ALL_ROOMS = 0;

    /** Events of several rooms may have their ids in another order than their times, if they are as close as this. */
    private static final long MARGIN = 10_000_000_000L;

    private EventTimes() {}

    /**
     * An id from which on all events of any room are that happened at this time or later, and not many others.
     *
     * @param nanos as {@link EventRows#nanos} counts
     */
    public static long earliestFrom(Connection connection, long nanos) throws SQLException {
        return firstAt(connection, ALL_ROOMS, Math.max(nanos, Long.MIN_VALUE + MARGIN) - MARGIN);
    }

    /**
     * An id before which all events of any room are that happened before this time, and not many others.
     *
     * @param nanos as {@link EventRows#nanos} counts
     */
    public static long latestBefore(Connection connection, long nanos) throws SQLException {
        return firstAt(connection, ALL_ROOMS, Math.min(nanos, Long.MAX_VALUE - MARGIN) + MARGIN);
    }

    /**
     * The id of the first event of a room of this time or later, looked for by halves; one more than the last id if there is none.
     *
     * @param room the row of the room
     * @param nanos as {@link EventRows#nanos} counts
     */
    public static long firstAt(Connection connection, long room, long nanos) throws SQLException {
        String in = room == ALL_ROOMS ? "" : " room = " + room + " and";
        long low = 0;
        long high = last(connection, room) + 1;
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

    private static long last(Connection connection, long room) throws SQLException {
        String sql = "select max(id) from event" + (room == ALL_ROOMS ? "" : " where room = " + room);
        try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}

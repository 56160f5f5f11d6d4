package dev.chatroom.server.store;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.EventRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The questions that a connection is asked. For one thread at a time. */
final class HistoryReads {
    /** Of lines in a row by one author newcomers are shown a part, so more than are wanted are read. */
    private static final int RUNS = 4;

    /**
     * Whether a room is kept for what happened in it: because of something that was said, or because it is too long to be
     * forgotten when it empties. No more of it is looked at than that.
     */
    private static final String SPOKEN = """
            (exists (select 1 from event where event.room = room.id and kind <= %2$d)
            or exists (select 1 from event where event.room = room.id limit 1 offset %1$d))"""
            .formatted(StoredEvents.MOST_FORGOTTEN_AT_ONCE, EventRows.NOTICED);

    private final Connection connection;
    private final StoredPoints points;

    HistoryReads(Connection connection) {
        this.connection = connection;
        this.points = new StoredPoints(connection);
    }

    List<RoomEvent> read(HistoryQuery query) throws SQLException {
        long room = row(query.room());
        long after = points.lastUpTo(room, query.after());
        long before = points.firstFrom(room, query.before());
        List<RoomEvent> found = read(query, room, after, before);
        return query.end() == HistoryQuery.End.OLDEST ? found : found.reversed();
    }

    /** Between two ids, until enough is found. */
    private List<RoomEvent> read(HistoryQuery query, long room, long after, long before) throws SQLException {
        String events = switch (query.detail()) {
            case MESSAGES -> EventRows.MESSAGES;
            case OUTSIDE -> EventRows.FOR_OUTSIDERS;
            case CHANGES -> EventRows.ALL;
            case CHANGES_AND_REDACTIONS -> EventRows.ALL;
        };
        List<RoomEvent> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                events + " order by event.id " + (query.end() == HistoryQuery.End.OLDEST ? "asc" : "desc"))) {
            statement.setLong(1, room);
            statement.setLong(2, after);
            statement.setLong(3, before);
            try (ResultSet rows = statement.executeQuery()) {
                while (found.size() < query.limit() && rows.next()) {
                    RoomEvent event = EventRows.event(rows);
                    if (query.includes(event)) {
                        found.add(event);
                    }
                }
            }
        }
        return found;
    }

    List<Message> search(HistorySearch search) throws SQLException {
        List<Long> rooms = new ArrayList<>();
        for (String key : search.rooms().keySet()) {
            long room = number("select id from room where key = ?", key);
            if (room != 0) {
                rooms.add(room);
            }
        }
        return new MessageSearch(connection, points).find(search, rooms);
    }

    /** How far somebody has read in a room, in milliseconds since 1970; 0 if that is not known. */
    long marker(String nickname, String room) throws SQLException {
        return number("select at from marker where nickname = ? and room = ?", nickname, room);
    }

    /** What is kept of a room, without its messages. */
    Optional<StoredRoom> kept(RoomName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select snapshot, " + SPOKEN + " from room where key = ?")) {
            statement.setString(1, name.key());
            return rooms(statement).stream().findFirst();
        }
    }

    /** The same of those with names that are wanted, the one first in which something happened last. */
    HistoryStore.Kept kept(Predicate<RoomName> wanted, boolean secret, int most) throws SQLException {
        List<StoredRoom> found = new ArrayList<>();
        int lookedAt = 0;
        // Only of those that are wanted it is looked what they are, and whether anything was said.
        try (PreparedStatement all = connection.prepareStatement("""
                select id, name, key, (select max(id) from event where event.room = room.id) as last
                from room%s order by last desc""".formatted(secret ? "" : " where not secret"));
                PreparedStatement one = connection.prepareStatement(
                        "select snapshot, " + SPOKEN + " from room where id = ?");
                ResultSet rows = all.executeQuery()) {
            for (; rows.next(); lookedAt++) {
                if (found.size() < most && wanted.test(new RoomName(rows.getString(2), rows.getString(3)))) {
                    one.setLong(1, rows.getLong(1));
                    found.addAll(rooms(one));
                }
            }
        }
        return new HistoryStore.Kept(found, lookedAt);
    }

    private static List<StoredRoom> rooms(PreparedStatement statement) throws SQLException {
        List<StoredRoom> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new StoredRoom(snapshot(rows.getBytes(1)), rows.getBoolean(2), List.of()));
            }
        }
        return found;
    }

    Optional<StoredRoom> restore(RoomName name, int mostRecent) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select snapshot, %s, (select sequence from event where event.room = room.id order by id desc limit 1)
                from room where key = ?""".formatted(SPOKEN))) {
            statement.setString(1, name.key());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                RoomSnapshot kept = snapshot(row.getBytes(1));
                RoomSnapshot now = new RoomSnapshot(
                        kept.name(), kept.createdAt(), kept.topic(), kept.modes(),
                        Math.max(kept.position(), row.getLong(3)));
                return Optional.of(new StoredRoom(now, row.getBoolean(2), recent(name, mostRecent)));
            }
        }
    }

    private static RoomSnapshot snapshot(byte[] form) throws SQLException {
        try {
            return SnapshotCodec.decode(form);
        } catch (MalformedEventException e) {
            throw new SQLException("a room is damaged: " + e.getMessage(), e);
        }
    }

    /** None if they cannot be found in time, so that people come in all the same. */
    private List<Message> recent(RoomName name, int most) throws SQLException {
        try {
            return read(HistoryQuery.newest(name, RUNS * most, HistoryQuery.ANYBODY)).stream()
                    .map(Message.class::cast)
                    .toList();
        } catch (SQLException e) {
            if (TimedConnection.isGivenUp(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** The greatest id and the greatest id of a user that there are, or were. */
    long[] last() throws SQLException {
        return new long[] {
            Math.max(number("select max(id) from event"), number("select event from forgotten")),
            Math.max(number("select max(user) from author"), number("select user from forgotten"))
        };
    }

    /** Nothing is kept up to this id, since it was forgotten; 0 if nothing has been. */
    long forgottenUpTo() throws SQLException {
        long first = number("select min(id) from event");
        long forgotten = number("select event from forgotten");
        return first == 0 ? forgotten : Math.min(forgotten, first - 1);
    }

    List<String> bans() throws SQLException {
        return StoredBans.read(connection);
    }

    private long row(RoomName name) throws SQLException {
        return number("select id from room where key = ?", name.key());
    }

    private long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}

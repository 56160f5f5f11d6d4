package dev.chatroom.server.store.upkeep;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.StatementList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Forgets the oldest events, and with them the rooms and authors that nobody needs any more. For one thread; to be made anew
 * after a failure, as {@link StoredEvents}.
 */
public final class OldestEvents implements AutoCloseable {
    /** So many events of a room are looked at for speech; a room with more in which nothing is said stays for the time being. */
    private static final int MOST_LOOKED_AT = 1_000;

    /** So many authors are looked at with each step. */
    private static final int AUTHORS = 200;

    private final StoredEvents tables;
    private final Predicate<String> isOpen;
    private final StatementList statements;
    private final PreparedStatement oldest;
    private final PreparedStatement note;
    private final PreparedStatement first;
    private final PreparedStatement room;
    private final PreparedStatement kinds;
    private final PreparedStatement noteUsers;
    private final PreparedStatement unneeded;
    private final PreparedStatement dropAuthor;
    private final PreparedStatement nextAuthor;

    /** Authors up to this row have been looked at in this round. */
    private long author;

    /** The id of the event forgotten last; 0 before the first. */
    private long last;

    private record Row(long id, long room, long sequence) {}

    /** @param isOpen whether somebody is in the room with this key */
    public OldestEvents(Connection connection, StoredEvents tables, Predicate<String> isOpen) throws SQLException {
        this.tables = tables;
        this.isOpen = isOpen;
        statements = new StatementList(connection);
        oldest = statements.prepare("select id, room, sequence, at from event order by id limit ?");
        note = statements.prepare("update forgotten set event = max(event, ?)");
        first = statements.prepare("select min(id) from event");
        room = statements.prepare("select key, snapshot from room where id = ?");
        kinds = statements.prepare("select kind from event where room = ? order by id limit " + MOST_LOOKED_AT);
        nextAuthor = statements.prepare(
                "select max(id) from (select id from author where id > ? order by id limit " + AUTHORS + ")");
        unneeded = statements.prepare("select id from author where id > ? and id <= ? and last < ?");
        noteUsers = statements.prepare(
                "update forgotten set user = max(user, (select user from author where id = ?))");
        dropAuthor = statements.prepare("delete from author where id = ?");
    }

    /**
     * Forgets the oldest events, in the transaction under way.
     *
     * @param most so many at most
     * @param before only what happened before this point, in nanoseconds since 1970
     * @param mostBytes no further event when so many bytes are forgotten
     * @return how many bytes were forgotten, about; 0 if there was no event
     */
    public long forget(int most, long before, long mostBytes) throws SQLException {
        long bytes = 0;
        Map<Long, Long> sequences = new HashMap<>();
        for (Row row : oldest(most, before)) {
            if (bytes >= mostBytes) {
                break;
            }
            bytes += tables.remove(row.id());
            last = row.id();
            sequences.put(row.room(), row.sequence());
        }
        if (bytes > 0) {
            note.setLong(1, last);
            note.executeUpdate();
        }
        for (Map.Entry<Long, Long> one : sequences.entrySet()) {
            settle(one.getKey(), one.getValue());
        }
        forgetAuthors();
        return bytes;
    }

    /** The id of the event forgotten last, which is the greatest that was; 0 before the first. */
    long last() {
        return last;
    }

    private List<Row> oldest(int most, long before) throws SQLException {
        List<Row> found = new ArrayList<>();
        oldest.setInt(1, most);
        try (ResultSet rows = oldest.executeQuery()) {
            while (rows.next() && rows.getLong(4) < before) {
                found.add(new Row(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return found;
    }

    /** A room of which all was forgotten goes on after the sequence that was forgotten last, or is forgotten itself. */
    private void settle(long id, long sequence) throws SQLException {
        int left = 0;
        kinds.setLong(1, id);
        try (ResultSet rows = kinds.executeQuery()) {
            while (rows.next()) {
                if (rows.getInt(1) <= EventRows.NOTICED) {
                    return;
                }
                left++;
            }
        }
        if (left == MOST_LOOKED_AT) {
            return;
        }
        room.setLong(1, id);
        try (ResultSet row = room.executeQuery()) {
            if (!row.next()) {
                return;
            }
            RoomSnapshot now = snapshot(row.getBytes(2));
            if (!now.isArranged() && !isOpen.test(row.getString(1))) {
                tables.forget(id);
            } else if (now.position() < sequence && left == 0) {
                tables.change(
                        id, new RoomSnapshot(now.name(), now.createdAt(), now.topic(), now.modes(), sequence));
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

    /** Looks at the next authors: those go of whom all events came before the first that is kept. */
    private void forgetAuthors() throws SQLException {
        nextAuthor.setLong(1, author);
        long end = StatementList.number(nextAuthor);
        if (end == 0) {
            author = 0;
            return;
        }
        long firstKept = StatementList.number(first);
        unneeded.setLong(1, author);
        unneeded.setLong(2, end);
        unneeded.setLong(3, firstKept == 0 ? Long.MAX_VALUE : firstKept);
        author = end;
        Set<Long> gone = new HashSet<>();
        try (ResultSet rows = unneeded.executeQuery()) {
            while (rows.next()) {
                gone.add(rows.getLong(1));
            }
        }
        for (long one : gone) {
            noteUsers.setLong(1, one);
            noteUsers.executeUpdate();
            dropAuthor.setLong(1, one);
            dropAuthor.executeUpdate();
        }
        tables.forgetAuthors(gone);
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}

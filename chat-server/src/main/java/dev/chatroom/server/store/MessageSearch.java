package dev.chatroom.server.store;

import static java.util.stream.Collectors.joining;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.server.store.events.DamagedIndexException;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.IndexMark;
import dev.chatroom.server.store.tables.WordIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A search: the index finds messages up to its mark, and those after it, which are not indexed yet, are looked through. So
 * nobody waits for the index, and nobody notices how far it is. For one thread at a time.
 */
final class MessageSearch {
    private final Connection connection;
    private final StoredPoints points;

    MessageSearch(Connection connection, StoredPoints points) {
        this.connection = connection;
        this.points = points;
    }

    /** @throws DamagedIndexException if the index cannot be read */
    List<Message> find(HistorySearch search, List<Long> rooms) throws SQLException {
        List<Message> found = new ArrayList<>();
        String question = rooms.isEmpty() ? null : WordIndex.question(rooms, search);
        if (question == null) {
            return found;
        }
        long after = points.earliestAfter(search.after());
        long before = points.latestBefore(search.before());
        long mark = IndexMark.read(connection);
        if (mark == IndexMark.DAMAGED) {
            throw new DamagedIndexException();
        }
        if (search.end() == HistoryQuery.End.OLDEST) {
            findIndexed(search, question, after, Math.min(before, mark + 1), found);
            findOthers(search, rooms, Math.max(after, mark), before, found);
        } else {
            findOthers(search, rooms, Math.max(after, mark), before, found);
            findIndexed(search, question, after, Math.min(before, mark + 1), found);
        }
        return found;
    }

    private void findIndexed(HistorySearch search, String question, long after, long before, List<Message> found)
            throws SQLException {
        String sql = "select " + EventRows.COLUMNS + " from words join " + EventRows.TABLES.replaceFirst(
                "^event", "event on event.id = words.rowid")
                + " where words match ? and words.rowid > ? and words.rowid < ? order by words.rowid " + order(search);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, question);
            statement.setLong(2, after);
            statement.setLong(3, before);
            take(search, statement, found);
        } catch (SQLException e) {
            throw DamagedIndexException.isDamage(e) ? new DamagedIndexException(e) : e;
        }
    }

    private void findOthers(HistorySearch search, List<Long> rooms, long after, long before, List<Message> found)
            throws SQLException {
        // The plus keeps the database from going through the rooms one by one, and sorting what it finds.
        String sql = "select " + EventRows.COLUMNS + " from " + EventRows.TABLES
                + " where +event.room in (" + rooms.stream().map(String::valueOf).collect(joining(",")) + ")"
                + " and event.kind <= " + EventRows.NOTICED + " and event.id > ? and event.id < ? order by event.id "
                + order(search);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            statement.setLong(2, before);
            take(search, statement, found);
        }
    }

    private static String order(HistorySearch search) {
        return search.end() == HistoryQuery.End.OLDEST ? "asc" : "desc";
    }

    private static void take(HistorySearch search, PreparedStatement statement, List<Message> found)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (found.size() < search.limit() && rows.next()) {
                if (EventRows.event(rows) instanceof Message message && search.finds(message)) {
                    found.add(message);
                }
            }
        }
    }
}

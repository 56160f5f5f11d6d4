package dev.chatroom.server.store;

import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.StatementList;
import dev.chatroom.server.store.tables.WordIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes events out of tables, index and file. For one thread; to be made anew after a failure, as {@link StoredEvents}. */
final class EventRemoval implements AutoCloseable {
    /** What an event takes besides its text: its row, two entries of indexes, and the words for room and author. */
    private static final int BYTES_OF_AN_EVENT = 150;

    /** The text is in its row, and its words are in the index, with where they are. */
    private static final int TIMES_THE_TEXT = 3;

    private final StatementList statements;
    private final PreparedStatement find;
    private final PreparedStatement drop;
    private final PreparedStatement dropWords;

    EventRemoval(Connection connection) throws SQLException {
        statements = new StatementList(connection);
        find = statements.prepare("""
                select room, kind, author.key, text, octet_length(text), octet_length(form) from event join author on author.id = event.author
                where event.id = ?""");
        drop = statements.prepare("delete from event where id = ?");
        dropWords = statements.prepare(
                "insert into words(words, rowid, room, author, text) values ('delete', ?, ?, ?, ?)");
    }

    /**
     * Takes an event out, if it is there, in the transaction under way.
     *
     * @return how many bytes it has taken, about; 0 if it was not there
     */
    long remove(long event) throws SQLException {
        find.setLong(1, event);
        boolean hasWords;
        long bytes;
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            bytes = BYTES_OF_AN_EVENT + TIMES_THE_TEXT * row.getLong(5) + row.getLong(6);
            hasWords = row.getInt(2) != EventRows.OTHER;
            // The index has no text of its own, so it has to be told again what it knows, and nothing else.
            dropWords.setLong(1, event);
            dropWords.setString(2, WordIndex.room(row.getLong(1)));
            dropWords.setString(3, WordIndex.author(row.getString(3)));
            dropWords.setString(4, WordIndex.text(row.getString(4)));
        }
        if (hasWords) {
            dropWords.executeUpdate();
        }
        drop.setLong(1, event);
        drop.executeUpdate();
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}

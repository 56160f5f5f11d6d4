package dev.chatroom.server.store.events;

import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.StatementList;
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
    private final IndexedMessages indexed;

    EventRemoval(Connection connection, IndexedMessages indexed) throws SQLException {
        this.indexed = indexed;
        statements = new StatementList(connection);
        find = statements.prepare("select kind, octet_length(text), octet_length(form) from event where id = ?");
        drop = statements.prepare("delete from event where id = ?");
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
            hasWords = row.getInt(1) <= EventRows.NOTICED;
            bytes = BYTES_OF_AN_EVENT + TIMES_THE_TEXT * row.getLong(2) + row.getLong(3);
        }
        if (hasWords) {
            indexed.remove(event);
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

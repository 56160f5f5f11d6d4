package dev.chatroom.server.store.events;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.server.store.tables.EventRows;
import dev.chatroom.server.store.tables.StatementList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events on their way into their table. Many go by one statement: each statement finds the end of the table anew, and calls
 * from Java into the database cost as much as a row. For one thread; to be made anew after a failure, as {@link StoredEvents}.
 */
final class NewEvents implements AutoCloseable {
    /** How many rows the statements take, the largest first. */
    private static final int[] SIZES = {64, 8, 1};

    private static final int COLUMNS = 8;

    private record Row(long room, long author, RoomEvent event) {}

    private final StatementList statements;
    private final PreparedStatement[] inserts = new PreparedStatement[SIZES.length];

    /** What has come and is not in the table yet. */
    private final List<Row> waiting = new ArrayList<>(SIZES[0]);

    NewEvents(Connection connection) throws SQLException {
        statements = new StatementList(connection);
        for (int i = 0; i < SIZES.length; i++) {
            inserts[i] = statements.prepare(
                    "insert into event(id, room, sequence, at, kind, author, text, form) values (?, ?, ?, ?, ?, ?, ?, ?)"
                            + ", (?, ?, ?, ?, ?, ?, ?, ?)".repeat(SIZES[i] - 1));
        }
    }

    /** A transaction begins: what has come and was not written belonged to another. */
    void begin() {
        waiting.clear();
    }

    /** Takes an event, which is in the table after the next {@link #write} at the latest. */
    void add(long room, long author, RoomEvent event) throws SQLException {
        waiting.add(new Row(room, author, event));
        if (waiting.size() == SIZES[0]) {
            write();
        }
    }

    /** Writes what has come, in its order, in the transaction under way. */
    void write() throws SQLException {
        int done = 0;
        for (int i = 0; i < SIZES.length; i++) {
            while (waiting.size() - done >= SIZES[i]) {
                insert(inserts[i], waiting.subList(done, done + SIZES[i]));
                done += SIZES[i];
            }
        }
        waiting.clear();
    }

    private static void insert(PreparedStatement statement, List<Row> rows) throws SQLException {
        int column = 1;
        for (Row row : rows) {
            RoomEvent event = row.event();
            statement.setLong(column, event.id());
            statement.setLong(column + 1, row.room());
            statement.setLong(column + 2, event.sequence());
            statement.setLong(column + 3, EventRows.nanos(event.at()));
            statement.setInt(column + 4, EventRows.kind(event));
            statement.setLong(column + 5, row.author());
            statement.setString(column + 6, EventRows.text(event));
            statement.setBytes(column + 7, EventRows.form(event));
            column += COLUMNS;
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}

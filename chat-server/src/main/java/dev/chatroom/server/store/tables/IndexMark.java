package dev.chatroom.server.store.tables;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the index of words has come: the words of all messages up to this id are in it, and no others. It need not be the id of
 * a message.
 */
public final class IndexMark {
    /** Instead of an id: the index is damaged, and nothing is read from it or changed in it until it is made anew. */
    public static final long DAMAGED = -1;

    private IndexMark() {}

    public static long read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select event from indexed")) {
            return row.getLong(1);
        }
    }

    /** Makes the index anew, empty. For a connection outside a transaction, while nobody else changes anything. */
    public static void renewIndex(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            boolean done = false;
            try {
                statement.execute("drop table words");
                for (String sql : Schema.WORDS) {
                    statement.execute(sql);
                }
                statement.execute("update indexed set event = 0");
                statement.execute("commit");
                done = true;
            } finally {
                if (!done) {
                    statement.execute("rollback");
                }
            }
        }
    }
}

package dev.chatroom.server.store.upkeep;

import dev.chatroom.server.store.tables.StatementList;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Merges the segments of the index of words, some pages at a time. Words that are taken out leave pages that are nearly empty;
 * merging writes what is left in them into fewer pages, and frees the old ones as it goes. Each call is for a transaction of its
 * own, so that events are written in between. Owned by the writer.
 */
public final class IndexMerge {
    private static final String CHANGES = "select total_changes()";

    /** How many more pages may be written; what is added to the index meanwhile would keep it merging for ever. */
    private long left;

    public boolean isUnderway() {
        return left > 0;
    }

    /**
     * Begins.
     *
     * @param most so many pages are written at once, at most
     * @param all how many pages are in use
     */
    public void begin(Statement statement, int most, long all) throws SQLException {
        // Two segments of a level suffice: otherwise new ones, as long as they are few, hold up what is under way.
        statement.executeUpdate("insert into words(words, rank) values ('usermerge', 2)");
        // A segment that is alone is not merged. Nobody ever sees this row.
        statement.executeUpdate("insert into words(rowid, room, author, text) values (-1, 'x', 'x', 'x')");
        statement.executeUpdate(
                "insert into words(words, rowid, room, author, text) values ('delete', -1, 'x', 'x', 'x')");
        // A number below zero chooses all segments.
        statement.executeUpdate("insert into words(words, rank) values ('merge', %d)".formatted(-most));
        left = 2 * all;
    }

    /** A transaction has failed: it is to be begun anew. */
    void failed() {
        left = 0;
    }

    /** Goes on by so many pages at most. */
    public void step(Statement statement, int most) throws SQLException {
        long before = StatementList.number(statement, CHANGES);
        statement.executeUpdate("insert into words(words, rank) values ('merge', %d)".formatted(most));
        // The statement itself counts as one.
        left = StatementList.number(statement, CHANGES) - before < 2 ? 0 : left - most;
    }
}

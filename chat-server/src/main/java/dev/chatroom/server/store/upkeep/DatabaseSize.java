package dev.chatroom.server.store.upkeep;

import dev.chatroom.server.store.tables.StatementList;
import java.sql.SQLException;
import java.sql.Statement;

/** How large the database is, with what is not written into the file yet. */
record DatabaseSize(long usedPages, long freePages, long pageBytes) {
    static DatabaseSize of(Statement statement) throws SQLException {
        long free = StatementList.number(statement, "pragma freelist_count");
        return new DatabaseSize(
                StatementList.number(statement, "pragma page_count") - free, free,
                StatementList.number(statement, "pragma page_size"));
    }

    /** How many bytes are in use. */
    long used() {
        return usedPages * pageBytes;
    }
}

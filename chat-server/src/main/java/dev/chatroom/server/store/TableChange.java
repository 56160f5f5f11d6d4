package dev.chatroom.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** A change of the tables within the transaction that is under way. It may be made again if that is rolled back. */
@FunctionalInterface
interface TableChange {
    void make(Connection connection) throws SQLException;
}

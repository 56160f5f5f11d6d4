package dev.chatroom.server.store.tables;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/** What SQLite's usual codes mean for whoever runs a server. */
final class SqliteReason {
    /** The code itself; what is above these bits says more precisely where it came from. */
    private static final int PRIMARY = 0xff;

    private SqliteReason() {}

    /** In words, a clause; empty if the code says nothing that people could act upon. */
    static Optional<String> of(SQLException e) {
        return Optional.ofNullable(switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY)) {
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_READONLY -> "permission denied: it can only be read";
            case SQLITE_CANTOPEN -> "it, or a file beside it, cannot be opened or made";
            case SQLITE_IOERR -> "the disk is full or fails";
            case SQLITE_CORRUPT ->
                "it is damaged; 'chatroom check' says where, and a backup can be put in its place";
            case SQLITE_NOTADB -> "it is no SQLite database, or its beginning is damaged";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program is using it";
            default -> null;
        });
    }
}

package dev.chatroom.server.archive;

import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.StoreException;
import java.io.IOException;
import java.sql.SQLException;

/** What was asked for cannot be done; the message says why, in a line for the operator. */
public final class ArchiveException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param line a line without a full stop */
    ArchiveException(String line) {
        super(line);
    }

    private ArchiveException(String line, Exception cause) {
        super(line, cause);
    }

    /** What could not be done, and why. */
    static ArchiveException because(String cannot, SQLException cause) {
        return new ArchiveException(cannot + ": " + Database.reason(cause), cause);
    }

    static ArchiveException because(String cannot, IOException cause) {
        return new ArchiveException(cannot + ": " + Database.reason(cause), cause);
    }

    static ArchiveException because(StoreException cause) {
        return new ArchiveException(cause.line(), cause);
    }
}

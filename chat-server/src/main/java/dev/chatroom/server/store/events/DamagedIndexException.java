package dev.chatroom.server.store.events;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The index of words is damaged; the tables may be well. */
public final class DamagedIndexException extends SQLException {
    private static final long serialVersionUID = 1;
    public static final String LINE = "the index of words is damaged; the next start of the server makes it anew";
    private static final int PRIMARY = 0xff;

    public DamagedIndexException(SQLException cause) {
        this();
        initCause(cause);
    }

    public DamagedIndexException() {
        super(LINE);
    }

    /** Whether something is damaged. */
    public static boolean isDamage(SQLException failure) {
        return (failure.getErrorCode() & PRIMARY) == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    /** The same of a transaction that changes the index alone: it may also contradict itself, or miss a part of itself. */
    public static boolean isDamageOfIndex(SQLException failure) {
        return failure instanceof DamagedIndexException
                || switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY)) {
                    case SQLITE_CORRUPT, SQLITE_CONSTRAINT, SQLITE_ERROR -> true;
                    default -> false;
                };
    }
}

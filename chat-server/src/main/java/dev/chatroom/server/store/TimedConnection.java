package dev.chatroom.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A connection that reads and gives a question up that takes too long. For one thread at a time. */
final class TimedConnection implements AutoCloseable {
    /** The clock is looked at after so many steps of the database, some 50 microseconds of work. */
    private static final int STEPS = 1_000;

    private final Connection connection;
    private final HistoryReads reads;
    private final long mostNanos;
    private final LongSupplier nanos;

    /** When the question under way was asked, by the clock. */
    private long askedAt;

    /** @param nanos a clock */
    TimedConnection(Connection connection, Duration most, LongSupplier nanos) throws SQLException {
        this.connection = connection;
        this.reads = new HistoryReads(connection);
        this.mostNanos = most.toNanos();
        this.nanos = nanos;
        ProgressHandler.setHandler(connection, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return nanos.getAsLong() - askedAt > mostNanos ? 1 : 0;
            }
        });
    }

    /** Whether a question failed because it took too long. */
    static boolean isGivenUp(Throwable reason) {
        return reason instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT;
    }

    /** Asks; fails with what {@link #isGivenUp} tells if that takes too long. */
    <T> T ask(ReaderPool.Question<T> question) throws SQLException {
        askedAt = nanos.getAsLong();
        return question.ask(reads);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

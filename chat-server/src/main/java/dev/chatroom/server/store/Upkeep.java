package dev.chatroom.server.store;

import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.EventRows;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the writer does for the file between two transactions, a small step at a time: it forgets what is too old or too much,
 * gives space back, and keeps the write-ahead log short. It rests three times as long as a step has taken, unless what is
 * too much grows all the same. Owned by the writer.
 */
final class Upkeep {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** A step is made smaller if it takes longer, and larger if it takes less than half. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The same while what is too much grows: others wait so long for it at most. */
    private static final long HURRIED_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int RESTS = 3;
    private static final int FEWEST = 4;
    private static final int MOST = 256;
    private static final int MOST_HURRIED = 2_048;

    /** So many pages may be free, since they are soon needed again. */
    private static final int FREE_PAGES = 256;

    private static final int PAGES_PER_STEP = 64;

    /** A longer log means that readers have kept the database from beginning it anew. */
    private static final long MOST_LOG_BYTES = 64L * 1024 * 1024;

    private static final int LOG_WAIT_MILLIS = 100;

    private final Keeping keeping;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final LongSupplier logBytes;

    private @Nullable OldestEvents oldest;

    /** The tables that {@link #oldest} is about. */
    private @Nullable StoredEvents known;

    /** The least that has been in use, in bytes, as far as it is more than may be. */
    private long least = Long.MAX_VALUE;

    /** How many events the next step takes. */
    private int size = 2 * FEWEST;

    private long next;

    /** Whether the last step has left something to be done. */
    private boolean goesOn;

    /** Whether the file still has what has been taken out of it, as long as the write-ahead log is not written into it. */
    private boolean checkpointDue;

    /** @param logBytes how long the write-ahead log is */
    Upkeep(Keeping keeping, Clock clock, LongSupplier nanoTime, LongSupplier logBytes) {
        this.keeping = keeping;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.logBytes = logBytes;
        this.next = nanoTime.getAsLong();
    }

    /** How long the writer may wait for something to be written, in milliseconds; 0 for ever. */
    long waitMillis() {
        if (!goesOn && !checkpointDue && keeping.isForever()) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - nanoTime.getAsLong()));
    }

    boolean isDue() {
        return nanoTime.getAsLong() - next >= 0;
    }

    /** Something was taken back: it is to leave the file soon. */
    void tookBack() {
        if (!checkpointDue) {
            checkpointDue = true;
            next = Math.min(next, nanoTime.getAsLong() + SOON_NANOS);
        }
    }

    /**
     * Takes a step.
     *
     * @param isOpen whether somebody is in the room with this key
     * @return whether there was something to do
     */
    boolean step(Connection connection, StoredEvents tables, Predicate<String> isOpen)
            throws SQLException {
        long began = nanoTime.getAsLong();
        next = began + AFTER_FAILURE_NANOS; // Unless it succeeds.
        goesOn = false;
        boolean hurries;
        try (Statement statement = connection.createStatement()) {
            if (logBytes.getAsLong() > MOST_LOG_BYTES) {
                checkpoint(statement);
            }
            long pageBytes = number(statement, "pragma page_size");
            long free = number(statement, "pragma freelist_count");
            long used = (number(statement, "pragma page_count") - free) * pageBytes;
            boolean tooMuch = used > keeping.mostBytes();
            least = Math.min(least, Math.max(used, keeping.mostBytes()));
            hurries = used / 11 > least / 10;
            int most = hurries ? size : Math.min(size, MOST);
            goesOn = forget(connection, tables, most, tooMuch ? Long.MAX_VALUE : horizon(), isOpen) > 0;
            checkpointDue |= goesOn;
            if (!goesOn && free > FREE_PAGES) {
                statement.executeUpdate("pragma incremental_vacuum(" + PAGES_PER_STEP + ")");
                goesOn = true;
            } else if (!goesOn && checkpointDue) {
                checkpoint(statement);
                checkpointDue = false;
            }
        }
        long took = nanoTime.getAsLong() - began;
        long goal = hurries ? HURRIED_STEP_NANOS : STEP_NANOS;
        if (took > goal) {
            size = Math.max(FEWEST, size / 2);
        } else if (took < goal / 2) {
            size = Math.min(hurries ? MOST_HURRIED : MOST, size * 2);
        }
        next = began + took + (goesOn ? hurries ? 0 : RESTS * took : LOOK_NANOS);
        return goesOn;
    }

    /** What happened before this point is too old. */
    private long horizon() {
        if (keeping.longest().isEmpty()) {
            return Long.MIN_VALUE;
        }
        try {
            return EventRows.nanos(clock.instant().minus(keeping.longest().get()));
        } catch (DateTimeException | ArithmeticException beforeAllTimes) {
            return Long.MIN_VALUE;
        }
    }

    private int forget(
            Connection connection, StoredEvents tables, int most, long before, Predicate<String> isOpen)
            throws SQLException {
        if (before == Long.MIN_VALUE) {
            return 0;
        }
        OldestEvents events = oldest;
        if (events == null || known != tables) {
            if (events != null) {
                events.close();
            }
            events = new OldestEvents(connection, tables, isOpen);
            oldest = events;
            known = tables;
        }
        tables.begin();
        int forgotten = events.forget(most, before);
        tables.commit();
        return forgotten;
    }

    /** Writes the log into the file and empties it, if those who read at the moment let it. */
    private static void checkpoint(Statement statement) throws SQLException {
        // Waits for those who read at the moment, and not for those who begin meanwhile.
        statement.execute("pragma busy_timeout=" + LOG_WAIT_MILLIS);
        try {
            statement.execute("pragma wal_checkpoint(truncate)");
        } finally {
            statement.execute("pragma busy_timeout=" + Database.WAIT_FOR_LOCK_MILLIS);
        }
    }

    private static long number(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.getLong(1);
        }
    }

    /** A step has failed; the next comes in a minute. */
    void failed(Exception reason) {
        LOG.log(Level.WARNING, "old events could not be forgotten: {0}", Database.reason(reason));
    }
}

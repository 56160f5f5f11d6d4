package dev.chatroom.server.store.upkeep;

import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.EventRows;
import java.lang.System.Logger.Level;
import java.sql.Connection;
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
 * merges the index of words, gives space back, and keeps the write-ahead log short. It rests three times as long as a step has
 * taken, unless what is too much grows all the same. Owned by the writer.
 */
public final class Upkeep {
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

    private enum Work {
        FORGETTING,
        MERGING,
        OTHER,
        NONE
    }

    private final Keeping keeping;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final LongSupplier logBytes;

    private @Nullable OldestEvents oldest;

    /** The tables that {@link #oldest} is about. */
    private @Nullable StoredEvents known;

    private final Sweep sweep;
    private final IndexMerge merge = new IndexMerge();

    /** The least that has been in use, in bytes, as far as it is more than may be. */
    private long least = Long.MAX_VALUE;

    /** How many events are forgotten at once, and how many pages of the index are merged. */
    private int events = 2 * FEWEST;

    private int pages = 2 * FEWEST;

    private long next;

    /** All events up to this id have been forgotten. Written by the writer; for any thread. */
    private volatile long forgottenUpTo;

    /** Whether the last step has left something to be done. */
    private boolean goesOn;

    /** Whether the file still has what has been taken out of it, as long as the write-ahead log is not written into it. */
    private boolean checkpointDue;

    /** @param logBytes how long the write-ahead log is */
    public Upkeep(Keeping keeping, Clock clock, LongSupplier nanoTime, LongSupplier logBytes) {
        this.keeping = keeping;
        this.sweep = new Sweep(keeping.mostBytes());
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.logBytes = logBytes;
        this.next = nanoTime.getAsLong();
        // A process that was killed may have left there what was taken back.
        this.checkpointDue = logBytes.getAsLong() > 0;
    }

    /** All events up to this id have been forgotten, 0 if none have. For any thread. */
    public long forgottenUpTo() {
        return forgottenUpTo;
    }

    /** How long the writer may wait for something to be written, in milliseconds; 0 for ever. */
    public long waitMillis() {
        if (!goesOn && !checkpointDue && keeping.isForever()) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - nanoTime.getAsLong()));
    }

    public boolean isDue() {
        return nanoTime.getAsLong() - next >= 0;
    }

    /** Something was taken back: it is to leave the file soon. */
    public void tookBack() {
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
    public boolean step(Connection connection, StoredEvents tables, Predicate<String> isOpen)
            throws SQLException {
        long began = nanoTime.getAsLong();
        next = began + AFTER_FAILURE_NANOS; // Unless it succeeds.
        goesOn = false;
        boolean hurries;
        Work done;
        try (Statement statement = connection.createStatement()) {
            if (logBytes.getAsLong() > MOST_LOG_BYTES) {
                checkpoint(statement);
            }
            DatabaseSize size = DatabaseSize.of(statement);
            least = Math.min(least, Math.max(size.used(), keeping.mostBytes()));
            hurries = size.used() / 11 > least / 10;
            done = work(statement, oldest(connection, tables, isOpen), tables, size, hurries);
        }
        goesOn = done != Work.NONE;
        long took = nanoTime.getAsLong() - began;
        switch (done) {
            case FORGETTING -> events = adapted(events, took, hurries);
            case MERGING -> pages = adapted(pages, took, hurries);
            case OTHER, NONE -> {
                // It says nothing of how long the others take.
            }
        }
        next = began + took + (goesOn ? hurries ? 0 : RESTS * took : LOOK_NANOS);
        return goesOn;
    }

    private static int adapted(int amount, long took, boolean hurries) {
        long goal = hurries ? HURRIED_STEP_NANOS : STEP_NANOS;
        if (took > goal) {
            return Math.max(FEWEST, amount / 2);
        }
        return took < goal / 2 ? Math.min(hurries ? MOST_HURRIED : MOST, amount * 2) : amount;
    }

    /** Does what is due first. */
    private Work work(Statement statement, OldestEvents oldest, StoredEvents tables, DatabaseSize size, boolean hurries)
            throws SQLException {
        if (merge.isUnderway() || sweep.isMergeDue(size.used())) {
            merge(statement, tables, hurries ? pages : Math.min(pages, MOST), size.usedPages());
            return Work.MERGING;
        }
        if (forget(oldest, tables, hurries ? events : Math.min(events, MOST))) {
            return Work.FORGETTING;
        }
        if (size.freePages() > FREE_PAGES) {
            statement.executeUpdate("pragma incremental_vacuum(" + PAGES_PER_STEP + ")");
            return Work.OTHER;
        }
        if (checkpointDue) {
            checkpoint(statement);
            checkpointDue = false;
        }
        return sweep.begin(size.used()) || sweep.isMergeDue(size.used()) ? Work.OTHER : Work.NONE;
    }

    private void merge(Statement statement, StoredEvents tables, int most, long all) throws SQLException {
        tables.begin();
        if (!tables.isIndexToChange()) {
            merge.failed();
        } else if (merge.isUnderway()) {
            merge.step(statement, most);
        } else {
            merge.begin(statement, most, all);
        }
        tables.commit();
        checkpointDue = true;
        if (!merge.isUnderway()) {
            sweep.merged();
        }
    }

    /** Whether there was something to be forgotten. */
    private boolean forget(OldestEvents oldest, StoredEvents tables, int most) throws SQLException {
        boolean tooMuch = sweep.left() > 0;
        long before = tooMuch ? Long.MAX_VALUE : horizon();
        if (before == Long.MIN_VALUE) {
            return false;
        }
        tables.begin();
        long bytes = oldest.forget(most, before, tooMuch ? sweep.left() : Long.MAX_VALUE);
        tables.commit();
        forgottenUpTo = Math.max(forgottenUpTo, oldest.last());
        sweep.forgot(bytes);
        checkpointDue |= bytes > 0;
        return bytes > 0;
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

    private OldestEvents oldest(Connection connection, StoredEvents tables, Predicate<String> isOpen)
            throws SQLException {
        OldestEvents events = oldest;
        if (events == null || known != tables) {
            if (events != null) {
                events.close();
            }
            events = new OldestEvents(connection, tables, isOpen);
            oldest = events;
            known = tables;
        }
        return events;
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

    /** A step has failed; the next comes in a minute. */
    public void failed(Exception reason) {
        merge.failed();
        LOG.log(Level.WARNING, "old events could not be forgotten: {0}", Database.reason(reason));
    }
}

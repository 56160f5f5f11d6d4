package dev.chatroom.server.store;

import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What the writer does between two transactions of what people do. Owned by the writer, except {@link #giveUpIndex}. */
final class Maintenance {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

    private final Connection connection;
    private final Transactions transactions;
    private final Upkeep upkeep;
    private final Indexer indexer;

    /** Whether somebody who reads has found the index of words damaged. */
    private volatile boolean isIndexDamaged;

    private final LongSupplier nanoTime;

    /** When the log was last told that damage cannot be noted. */
    private long warnedAt;

    Maintenance(
            Connection connection, Transactions transactions, Upkeep upkeep, Indexer indexer, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.warnedAt = nanoTime.getAsLong() - BETWEEN_WARNINGS;
        this.connection = connection;
        this.transactions = transactions;
        this.upkeep = upkeep;
        this.indexer = indexer;
    }

    /** How long the writer may wait for something to be written, in nanoseconds. */
    long waitNanos() {
        long millis = upkeep.waitMillis();
        return Math.min(millis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(millis), indexer.waitNanos());
    }

    /** These were written. */
    void written(List<WriteTask> tasks) {
        indexer.written(tasks);
    }

    /** Something was taken back: it is to leave the file soon. */
    void tookBack() {
        upkeep.tookBack();
    }

    /** For any thread: the index is left alone when something was written. */
    void giveUpIndex() {
        isIndexDamaged = true;
    }

    /**
     * Takes a step of what is due.
     *
     * @param isOpen whether somebody is in the room with this key
     */
    void tend(Predicate<String> isOpen) {
        if (isIndexDamaged) {
            isIndexDamaged = false;
            leaveIndexAlone();
        }
        indexer.tend();
        if (upkeep.isDue()) {
            step(isOpen);
        }
    }

    private void step(Predicate<String> isOpen) {
        boolean done = false;
        try {
            upkeep.step(connection, transactions.tables(), isOpen);
            done = true;
        } catch (SQLException e) {
            boolean isDamage = transactions.isDamageOfIndex(e);
            transactions.undo(List.of());
            done = true;
            if (isDamage) {
                leaveIndexAlone();
            } else {
                upkeep.failed(e);
            }
        } catch (RuntimeException e) {
            upkeep.failed(e);
        } finally {
            if (!done) {
                transactions.undo(List.of());
            }
        }
    }

    private void leaveIndexAlone() {
        try {
            transactions.giveUpIndex();
        } catch (SQLException e) {
            // The next failure of the index tries it again, and each search may find one.
            long now = nanoTime.getAsLong();
            if (now - warnedAt >= BETWEEN_WARNINGS) {
                warnedAt = now;
                LOG.log(Level.WARNING, "the index of words is damaged, and this cannot be noted: {0}",
                        Database.reason(e));
            }
        }
    }
}

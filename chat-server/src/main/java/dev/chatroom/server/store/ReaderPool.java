package dev.chatroom.server.store;

import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.store.events.DamagedIndexException;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.tables.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A few connections that read, each with a platform thread, since the database's calls pin the carrier of a virtual one.
 * Whoever asks waits for the answer; a virtual thread does so without a carrier. Searches have one of the connections at
 * most, so that one is left for those who come into rooms or turn pages. For any thread.
 */
final class ReaderPool implements AutoCloseable {
    private static final int READERS = 2;

    /** A question to a connection. */
    interface Question<T> {
        T ask(HistoryReads reads) throws SQLException;
    }

    private final ThreadPoolExecutor threads;
    private final List<TimedConnection> connections = new ArrayList<>();
    private final BlockingQueue<TimedConnection> idle = new ArrayBlockingQueue<>(READERS);

    /** Has a place for each search that is under way or waits. */
    private final Semaphore searches;

    private final Semaphore searching = new Semaphore(1, true);
    private final ReadTrouble trouble;

    /** @param nanos a clock */
    ReaderPool(Database database, ReadBounds bounds, ReadTrouble trouble, LongSupplier nanos) throws SQLException {
        this.trouble = trouble;
        this.searches = new Semaphore(1 + bounds.waiting());
        this.threads = new ThreadPoolExecutor(
                READERS, READERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(bounds.waiting()),
                Thread.ofPlatform().name("history-reader-", 1).daemon().factory());
        for (int i = 0; i < READERS; i++) {
            TimedConnection connection =
                    new TimedConnection(database.openForReading(), bounds.time(), nanos);
            connections.add(connection);
            idle.add(connection);
        }
    }

    /** @throws UnreadableHistoryException if there is no answer */
    <T> T ask(Question<T> question) {
        try {
            return submit(question).get();
        } catch (ExecutionException e) {
            throw unreadable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The same for a question that may take long: one after the other. */
    <T> T search(Question<T> question) {
        if (!searches.tryAcquire()) {
            throw busy();
        }
        try {
            searching.acquire();
            try {
                return ask(question);
            } finally {
                searching.release();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            searches.release();
        }
    }

    private <T> Future<T> submit(Question<T> question) {
        try {
            return threads.submit(() -> {
                TimedConnection connection = idle.take();
                try {
                    return connection.ask(question);
                } finally {
                    idle.add(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown()
                    ? new UnreadableHistoryException(Reason.BROKEN, "the history is closed", e)
                    : busy();
        }
    }

    private static UnreadableHistoryException busy() {
        return new UnreadableHistoryException(Reason.BUSY, "too many questions wait");
    }

    private static UnreadableHistoryException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UnreadableHistoryException(Reason.BROKEN, "interrupted", e);
    }

    private UnreadableHistoryException unreadable(Throwable cause) {
        if (TimedConnection.isGivenUp(cause)) {
            return new UnreadableHistoryException(Reason.TOO_SLOW, "the answer takes too long", cause);
        }
        trouble.unreadable(cause);
        return new UnreadableHistoryException(
                cause instanceof DamagedIndexException ? Reason.UNSEARCHABLE : Reason.BROKEN,
                "the history cannot be read: " + cause.getMessage(), cause);
    }

    /** Answers what has been asked; idempotent. */
    @Override
    public void close() {
        threads.close();
        for (TimedConnection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StoreException("the history cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}

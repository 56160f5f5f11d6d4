package dev.chatroom.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few connections that read, each with a platform thread, since the database's calls pin the carrier of a virtual one.
 * Whoever asks waits for the answer; a virtual thread does so without a carrier. For any thread.
 */
final class ReaderPool implements AutoCloseable {
    private static final int READERS = 2;

    /** A question to a connection. */
    interface Question<T> {
        T ask(HistoryReads reads) throws SQLException;
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("history-reader-", 1).daemon().factory());
    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<HistoryReads> idle = new ArrayBlockingQueue<>(READERS);

    ReaderPool(Database database) {
        for (int i = 0; i < READERS; i++) {
            Connection connection = database.openForReading();
            connections.add(connection);
            idle.add(new HistoryReads(connection));
        }
    }

    /** @throws StoreException if the database has no answer */
    <T> T ask(Question<T> question) {
        try {
            return threads.submit(() -> {
                HistoryReads reads = idle.take();
                try {
                    return question.ask(reads);
                } finally {
                    idle.add(reads);
                }
            }).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreException("the history cannot be read: " + cause.getMessage(), cause);
        } catch (RejectedExecutionException e) {
            throw new StoreException("the history is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    /** Answers what has been asked; idempotent. */
    @Override
    public void close() {
        threads.close();
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StoreException("the history cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}

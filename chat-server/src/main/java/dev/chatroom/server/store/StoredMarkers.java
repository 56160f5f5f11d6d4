package dev.chatroom.server.store;

import dev.chatroom.core.store.ReadMarkers;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.server.store.tables.StatementList;
import dev.chatroom.server.store.tables.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far people have read, in the database. Markers are written one by one by a thread of their own, soon after they are
 * set. At most {@value #MOST} are kept, and of one nickname {@value #MOST_OF_ONE}, and so many of one
 * address as {@link MarkerSources} says; those go that have not changed for the
 * longest time. What the disk is too slow for is lost as {@link WaitingMarkers} says: a client then shows more as unread than
 * is. For any thread.
 */
final class StoredMarkers implements ReadMarkers, AutoCloseable {
    static final int MOST = 10_000;
    static final int MOST_OF_ONE = 200;

    /** While the chat ends, markers are written for so long; whatever else waits is lost. */
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final long NOT_CLOSING = Long.MAX_VALUE;

    private final ReaderPool readers;
    private final Connection connection;
    private final ReadTrouble trouble;
    private final LongSupplier nanoTime;

    /** When it was to be closed, or {@link #NOT_CLOSING}. */
    private volatile long closingAt = NOT_CLOSING;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
            Thread.ofPlatform().name("marker-writer").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** Guards the following. */
    private final ReentrantLock lock = new ReentrantLock();

    private final WaitingMarkers waiting = new WaitingMarkers();

    /** Owned by the writer, and so is the following. */
    private final MarkerSources sources = new MarkerSources();

    /** How many rows there are, which nobody else adds; below zero if they are not counted yet. */
    private long rows = -1;

    /** @param connection for writing; is closed with this */
    StoredMarkers(ReaderPool readers, Connection connection, ReadTrouble trouble, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.readers = readers;
        this.connection = connection;
        this.trouble = trouble;
    }

    @Override
    public Optional<Instant> at(String nickname, String room) {
        try {
            long millis = readers.ask(reads -> reads.marker(nickname, room));
            return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (UnreadableHistoryException unreadable) {
            return Optional.empty(); // Which the log has been told.
        }
    }

    @Override
    public void keep(String nickname, String room, Instant at, String from) {
        lock.lock();
        try {
            waiting.add(new WaitingMarkers.Marker(nickname, room, at.toEpochMilli(), from));
        } finally {
            lock.unlock();
        }
        // If one run waits already, it will find this marker, and the further one is discarded.
        writer.execute(this::writeAll);
    }

    private void writeAll() {
        for (WaitingMarkers.Marker next = next(); next != null && !isTooLate(); next = next()) {
            try {
                write(next);
            } catch (SQLException e) {
                trouble.unwritten(e);
                if (closingAt != NOT_CLOSING) {
                    return; // It has waited as long as anybody waits for a lock.
                }
            }
        }
    }

    private boolean isTooLate() {
        long since = closingAt;
        return since != NOT_CLOSING && nanoTime.getAsLong() - since > CLOSING_NANOS;
    }

    private WaitingMarkers.@Nullable Marker next() {
        lock.lock();
        try {
            return waiting.take();
        } finally {
            lock.unlock();
        }
    }

    private void write(WaitingMarkers.Marker marker) throws SQLException {
        if (rows < 0) {
            rows = number("select count(*) from marker");
        }
        boolean isNew = number(
                "select count(*) from marker where nickname = ? and room = ?", marker.nickname(), marker.room()) == 0;
        change("insert or replace into marker(nickname, room, at) values (?, ?, ?)",
                marker.nickname(), marker.room(), marker.millis());
        if (isNew) {
            rows++;
            rows -= change("""
                    delete from marker where id in (
                        select id from marker where nickname = ? order by id desc limit -1 offset %d)"""
                    .formatted(MOST_OF_ONE), marker.nickname());
        }
        MarkerSources.Key displaced = sources.set(marker);
        if (displaced != null) {
            rows -= change(
                    "delete from marker where nickname = ? and room = ?", displaced.nickname(), displaced.room());
        }
        if (rows > MOST) {
            rows -= change("delete from marker where id in (select id from marker order by id limit ?)", rows - MOST);
        }
    }

    private int change(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return statement.executeUpdate();
        }
    }

    private long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return StatementList.number(statement);
        }
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Writes what waits, as far as that does not take long; idempotent. */
    @Override
    public void close() {
        closingAt = nanoTime.getAsLong();
        writer.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the history cannot be closed: " + e.getMessage(), e);
        }
    }
}

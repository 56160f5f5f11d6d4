package dev.chatroom.server.store;

import dev.chatroom.core.store.ReadMarkers;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.server.store.tables.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How far people have read, in the database. Markers are written one by one by a thread of their own, soon after they are
 * set; the newest {@value #MOST} are kept, and of one nickname the newest {@value #MOST_OF_ONE}. If more than {@value #WAITING} wait for the disk, further ones are lost: a client
 * then shows more as unread than is. For any thread.
 */
final class StoredMarkers implements ReadMarkers, AutoCloseable {
    static final int MOST = 10_000;
    static final int MOST_OF_ONE = 200;
    static final int WAITING = 1_000;

    private final ReaderPool readers;
    private final Connection connection;
    private final ReadTrouble trouble;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("marker-writer").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    /** @param connection for writing; is closed with this */
    StoredMarkers(ReaderPool readers, Connection connection, ReadTrouble trouble) {
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
    public void keep(String nickname, String room, Instant at) {
        writer.execute(() -> write(nickname, room, at.toEpochMilli()));
    }

    private void write(String nickname, String room, long millis) {
        try (PreparedStatement set = connection.prepareStatement(
                "insert or replace into marker(nickname, room, at) values (?, ?, ?)");
                PreparedStatement forgetTheirs = connection.prepareStatement(
                        "delete from marker where id in (select id from marker where nickname = ?"
                                + " order by id desc limit -1 offset " + MOST_OF_ONE + ")");
                PreparedStatement forget = connection.prepareStatement(
                        "delete from marker where id <= (select max(id) from marker) - " + MOST)) {
            set.setString(1, nickname);
            set.setString(2, room);
            set.setLong(3, millis);
            set.executeUpdate();
            forgetTheirs.setString(1, nickname);
            forgetTheirs.executeUpdate();
            forget.executeUpdate();
        } catch (SQLException e) {
            trouble.unwritten(e);
        }
    }

    /** Writes what waits; idempotent. */
    @Override
    public void close() {
        writer.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the history cannot be closed: " + e.getMessage(), e);
        }
    }
}

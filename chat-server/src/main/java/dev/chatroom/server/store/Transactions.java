package dev.chatroom.server.store;

import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.room.RoomSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes pieces of work to the tables, all of them or none. Owned by the writer. */
final class Transactions {
    private final Connection connection;

    /** Null before the first transaction, and after one that failed. */
    private @Nullable StoredEvents tables;

    Transactions(Connection connection) {
        this.connection = connection;
    }

    /** The statements, made anew if the last transaction failed. */
    StoredEvents tables() throws SQLException {
        StoredEvents open = tables == null ? new StoredEvents(connection) : tables;
        tables = open;
        return open;
    }

    /** Writes them all, or none. */
    void write(List<WriteTask> all) throws SQLException {
        boolean written = false;
        try {
            StoredEvents open = tables();
            open.begin();
            for (WriteTask task : all) {
                write(task, open);
            }
            open.commit();
            written = true;
            rooms(all).forEach(WrittenRoom::committed);
        } finally {
            if (!written) {
                undo(all);
            }
        }
    }

    private void write(WriteTask task, StoredEvents tables) throws SQLException {
        switch (task) {
            case WriteTask.Append(WrittenRoom room, RoomEvent event, RoomSnapshot now) -> {
                if (now != null) {
                    room.became(SnapshotCodec.encode(now));
                }
                tables.add(room.row(tables), event);
            }
            case WriteTask.Retire(WrittenRoom room, RoomSnapshot now) -> {
                room.became(SnapshotCodec.encode(now));
                long row = room.row(tables);
                if (!now.isArranged() && !tables.hasSpeech(row) && tables.isShort(row)) {
                    tables.forget(row);
                }
            }
            case WriteTask.Change(String subject, TableChange change) -> change.make(connection);
        }
    }

    private static Stream<WrittenRoom> rooms(List<WriteTask> all) {
        return all.stream().flatMap(
                task -> task instanceof WriteTask.InRoom inRoom ? Stream.of(inRoom.room()) : Stream.empty());
    }

    /** Takes back what was written of them since the transaction began, if one is under way. */
    void undo(List<WriteTask> all) {
        rooms(all).forEach(WrittenRoom::rolledBack);
        StoredEvents failed = tables;
        tables = null;
        if (failed == null) {
            return;
        }
        try (failed) {
            failed.rollBack();
        } catch (SQLException alreadyOver) {
            // With a full disk and the like the database ends the transaction by itself; begin would fail if it had not.
        }
    }
}

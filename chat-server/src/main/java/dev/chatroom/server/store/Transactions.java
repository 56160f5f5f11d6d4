package dev.chatroom.server.store;

import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.server.store.events.DamagedIndexException;
import dev.chatroom.server.store.events.IndexedMessages;
import dev.chatroom.server.store.events.StoredEvents;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes pieces of work to the tables, all of them or none. Owned by the writer. */
final class Transactions {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");

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

    private interface Work<T> {
        T in(StoredEvents tables) throws SQLException;
    }

    /** Writes them all, or none. If the index of words alone is damaged, it is given up, and they are written without it. */
    void write(List<WriteTask> all) throws SQLException {
        try {
            writeOnce(all);
        } catch (DamagedIndexException e) {
            giveUpIndex();
            writeOnce(all);
        }
        each(all, WrittenRoom::committed);
    }

    private void writeOnce(List<WriteTask> all) throws SQLException {
        transact(all, open -> {
            for (WriteTask task : all) {
                write(task, open);
            }
            return all.size();
        });
    }

    /** Does all of it, or nothing. */
    private <T> T transact(List<WriteTask> all, Work<T> work) throws SQLException {
        StoredEvents open = tables();
        boolean done = false;
        try {
            open.begin();
            T result = work.in(open);
            open.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw isDamageOfIndex(e) ? new DamagedIndexException(e) : e;
        } finally {
            if (!done) {
                undo(all);
            }
        }
    }

    /** Whether the failure of the transaction under way is that of the index of words, as far as can be told. */
    boolean isDamageOfIndex(SQLException failure) {
        return tables != null && tables.isChangingIndex() && DamagedIndexException.isDamage(failure);
    }

    private void write(WriteTask task, StoredEvents tables) throws SQLException {
        switch (task) {
            case WriteTask.Append append -> {
                WrittenRoom room = append.room();
                if (append.now() != null) {
                    room.became(append.now());
                }
                tables.add(room.row(tables), append.event());
            }
            case WriteTask.Retire(WrittenRoom room, RoomSnapshot now) -> {
                room.became(now);
                long row = room.row(tables);
                // First how long it is: to look for speech takes as long as the room is long.
                if (!now.isArranged() && tables.isShort(row) && !tables.hasSpeech(row)) {
                    tables.forget(row);
                }
            }
            case WriteTask.Change(String subject, TableChange change) -> change.make(connection);
        }
    }

    /** Indexes the next messages in a transaction of its own; if the index is damaged, it is given up, and nothing is left. */
    IndexedMessages.Step index(long mostBytes) throws SQLException {
        try {
            return transact(List.of(), open -> open.index(mostBytes));
        } catch (SQLException e) {
            if (!DamagedIndexException.isDamageOfIndex(e)) {
                throw e;
            }
            giveUpIndex();
            return IndexedMessages.Step.NOTHING;
        }
    }

    /** The index of words is damaged, and is left alone until the next start, whereas everything else goes on. */
    void giveUpIndex() throws SQLException {
        if (tables().hasIndex()) {
            transact(List.of(), open -> {
                open.giveUpIndex();
                return true;
            });
            LOG.log(Level.ERROR, "nobody can search: {0}", DamagedIndexException.LINE);
        }
    }

    private static void each(List<WriteTask> all, Consumer<WrittenRoom> action) {
        WrittenRoom last = null;
        for (WriteTask task : all) {
            if (task instanceof WriteTask.InRoom inRoom && inRoom.room() != last) {
                last = inRoom.room();
                action.accept(last);
            }
        }
    }

    /** Takes back what was written of them since the transaction began, if one is under way. */
    void undo(List<WriteTask> all) {
        each(all, WrittenRoom::rolledBack);
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

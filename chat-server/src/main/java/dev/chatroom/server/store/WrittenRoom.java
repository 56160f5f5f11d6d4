package dev.chatroom.server.store;

import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.events.StoredEvents;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A room that somebody is in, as the writer knows it. Owned by the writer, except {@link #name} and what is shown. */
final class WrittenRoom {
    private final RoomName name;
    private final HistoryStore.Readers readers;

    /** Its row in the transaction under way, 0 as long as it is not known to have one. */
    private long row;

    /** Its row in the tables as they were committed; 0 if it is not known to have one. */
    private long committedRow;

    /** What is to be written of the room itself with the next commit; null if nothing. */
    private @Nullable RoomSnapshot snapshot;

    /** How the last member left it; null before that. For any thread. */
    private volatile @Nullable RoomSnapshot left;

    /** What {@link OpenRooms} counts it as, which owns it. */
    volatile long neverWritten;

    WrittenRoom(RoomName name, HistoryStore.Readers readers) {
        this.name = name;
        this.readers = readers;
    }

    RoomName name() {
        return name;
    }

    @Nullable RoomSnapshot left() {
        return left;
    }

    /** The last member has left it so. */
    void left(RoomSnapshot now) {
        left = now;
    }

    /** Lets readers have all up to this sequence, and wakes none of them. */
    private void show(long sequence) {
        readers.show().accept(sequence);
    }

    /** Wakes those who sleep. */
    private void wake() {
        readers.wake().run();
    }

    /**
     * Lets readers have what has happened, whether it is written or not. In the order in which it happened: nobody who reads
     * several rooms reads anything before what led to it. Readers of a room are woken once, however often rooms take turns.
     */
    static void show(List<WriteTask> batch) {
        Set<WrittenRoom> shown = new LinkedHashSet<>();
        WrittenRoom last = null;
        long sequence = 0;
        for (WriteTask task : batch) {
            if (task instanceof WriteTask.Append append) {
                if (last != null && last != append.room()) {
                    last.show(sequence);
                    shown.add(last);
                }
                last = append.room();
                sequence = append.event().sequence();
            }
        }
        if (last != null) {
            last.show(sequence);
            shown.add(last);
        }
        shown.forEach(WrittenRoom::wake);
    }

    /** The room is so now. */
    void became(RoomSnapshot now) {
        snapshot = now;
    }

    /** Its row, made or changed as far as that is due. */
    long row(StoredEvents tables) throws SQLException {
        RoomSnapshot due = snapshot;
        if (due != null) {
            if (row == 0) {
                row = tables.room(due);
            }
            tables.change(row, due);
        }
        if (row == 0) {
            throw new IllegalStateException("nothing is known of the room " + name.text());
        }
        return row;
    }

    void committed() {
        committedRow = row;
        snapshot = null;
    }

    /** What was written has been taken back. What the room has become is written with the next transaction. */
    void rolledBack() {
        row = committedRow;
    }
}

package dev.chatroom.server.store;

import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.events.StoredEvents;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A room that somebody is in, as the writer knows it. Owned by the writer, except {@link #name} and {@link #show}. */
final class WrittenRoom {
    private final RoomName name;
    private final LongConsumer shown;

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

    WrittenRoom(RoomName name, LongConsumer shown) {
        this.name = name;
        this.shown = shown;
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

    /** Lets readers have all up to this sequence. */
    void show(long sequence) {
        shown.accept(sequence);
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

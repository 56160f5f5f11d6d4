package dev.chatroom.server.store.tables;

import dev.chatroom.core.codec.MalformedEventException;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.RoomFlag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which rooms are secret, in a database of a version that said so in their snapshots alone. */
final class SecretRooms {
    private SecretRooms() {}

    /** Marks them, in the transaction under way. */
    static void mark(Connection connection) throws SQLException {
        try (PreparedStatement all = connection.prepareStatement("select id, snapshot from room");
                PreparedStatement mark = connection.prepareStatement("update room set secret = 1 where id = ?");
                ResultSet rows = all.executeQuery()) {
            while (rows.next()) {
                if (isSecret(rows.getBytes(2))) {
                    mark.setLong(1, rows.getLong(1));
                    mark.executeUpdate();
                }
            }
        }
    }

    private static boolean isSecret(byte[] snapshot) {
        try {
            return SnapshotCodec.decode(snapshot).modes().has(RoomFlag.SECRET);
        } catch (MalformedEventException damaged) {
            return false; // Nobody is shown it, or comes into it.
        }
    }
}

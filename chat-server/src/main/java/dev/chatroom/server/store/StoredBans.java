package dev.chatroom.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of the addresses and networks from which nobody may connect. */
final class StoredBans {
    private StoredBans() {}

    static List<String> read(Connection connection) throws SQLException {
        List<String> addresses = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select address from ban order by address");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                addresses.add(rows.getString(1));
            }
        }
        return addresses;
    }

    /** Adds a ban, or ends it. */
    static TableChange change(String address, boolean banned) {
        String sql = banned ? "insert or ignore into ban(address) values (?)" : "delete from ban where address = ?";
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, address);
                statement.executeUpdate();
            }
        };
    }
}

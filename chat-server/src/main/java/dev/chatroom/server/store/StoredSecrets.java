package dev.chatroom.server.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table of what nobody outside may know. Each is made once, by chance, and stays as long as the database. */
final class StoredSecrets {
    private static final int BYTES = 32;

    private StoredSecrets() {}

    /** The key with which addresses are hidden; it is made if there is none. For a connection outside a transaction. */
    static byte[] cloakKey(Connection connection) throws SQLException {
        return secret(connection, "cloak");
    }

    private static byte[] secret(Connection connection, String name) throws SQLException {
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        try (PreparedStatement keep =
                connection.prepareStatement("insert or ignore into secret(name, bytes) values (?, ?)");
                PreparedStatement read = connection.prepareStatement("select bytes from secret where name = ?")) {
            keep.setString(1, name);
            keep.setBytes(2, made);
            keep.executeUpdate();
            read.setString(1, name);
            try (ResultSet row = read.executeQuery()) {
                return row.getBytes(1);
            }
        }
    }
}

package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.access.BannedAddresses;
import dev.chatroom.server.store.tables.StoreException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not connect is known after a restart too. */
class StoredBansTest {
    private static final String OWN = "2001:db8::1";

    @TempDir
    Path folder;

    private SqliteHistory open() {
        return SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofSeconds(10), 10), Clock.systemUTC(), keeping -> {
                });
    }

    @Test
    void bansGoOn() throws Exception {
        try (SqliteHistory store = open()) {
            BannedAddresses banned = new BannedAddresses(store.bans(), store::keepBan);
            banned.ban("192.0.2.7", OWN);
            banned.ban("10.1.0.0/16", OWN);
            banned.lift("192.0.2.7");
        }

        try (SqliteHistory store = open()) {
            BannedAddresses banned = new BannedAddresses(store.bans(), store::keepBan);
            assertThat(banned.banned()).containsExactly("10.1.0.0/16");
            assertThat(banned.isBanned(InetAddress.getByName("10.1.2.3"))).isTrue();
            assertThat(banned.isBanned(InetAddress.getByName("192.0.2.7"))).isFalse();
        }
    }

    @Test
    void aFolderWhoseBansAreDamagedIsRefusedInPlainWords() throws Exception {
        open().close();
        Path database = folder.resolve("history.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select rootpage, page_size from sqlite_schema, pragma_page_size where tbl_name = 'ban'")) {
            byte[] all = Files.readAllBytes(database);
            while (row.next()) {
                int size = row.getInt(2);
                Arrays.fill(all, (row.getInt(1) - 1) * size, row.getInt(1) * size, (byte) 0xaa);
            }
            Files.write(database, all);
        }

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessage(
                "cannot open %s: it is damaged; 'chatroom check' says where, and a backup can be put in its place"
                        .formatted(database));
    }
}

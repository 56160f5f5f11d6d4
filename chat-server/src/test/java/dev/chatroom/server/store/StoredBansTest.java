package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.access.BannedAddresses;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
}

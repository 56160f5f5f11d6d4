package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hides addresses is one for each folder, and stays. */
class StoredSecretsTest {
    @TempDir
    Path directory;

    private byte[] key(String folder) {
        try (SqliteHistory history = SqliteHistory.open(
                directory.resolve(folder), false, new ReadBounds(Duration.ofMinutes(1), 9), Clock.systemUTC(),
                keeping -> {
                })) {
            return history.cloakKey();
        }
    }

    @Test
    void aFolderHasAKeyOfItsOwnForever() {
        byte[] first = key("one");

        assertThat(first).hasSize(32);
        assertThat(key("one")).isEqualTo(first);
        assertThat(key("two")).isNotEqualTo(first);
    }
}

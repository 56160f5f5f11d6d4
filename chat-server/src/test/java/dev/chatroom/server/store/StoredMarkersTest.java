package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.tables.DataFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far people have read is bounded, and what was left alone longest is forgotten. */
class StoredMarkersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private SqliteHistory open() {
        return SqliteHistory.open(
                folder, false, new ReadBounds(Duration.ofMinutes(1), 9), Clock.systemUTC(), keeping -> {
                });
    }

    /** No more than are written while the chat ends, however slow the machine is. */
    private static final int AT_ONCE = WaitingMarkers.MOST / 4;

    @Test
    void theOldestIsForgottenIfThereAreTooMany() {
        for (int done = 0; done <= StoredMarkers.MOST; done += AT_ONCE) {
            try (SqliteHistory history = open()) {
                for (int i = done; i < done + AT_ONCE && i <= StoredMarkers.MOST; i++) {
                    history.readMarkers().keep("user" + i / StoredMarkers.MOST_OF_ONE, "room" + i, NOON.plusSeconds(i),
                            "address" + i / 100);
                }
            }
        }
        try (SqliteHistory history = open()) {
            assertThat(history.readMarkers().at("user0", "room0")).isEmpty();
            assertThat(history.readMarkers().at("user0", "room1")).contains(NOON.plusSeconds(1));
            assertThat(history.readMarkers().at("user" + StoredMarkers.MOST / StoredMarkers.MOST_OF_ONE,
                    "room" + StoredMarkers.MOST))
                    .contains(NOON.plusSeconds(StoredMarkers.MOST));
            assertThat(history.readMarkers().at("bob", "room1")).isEmpty();
        }
    }

    @Test
    void oneNameHasOnlyItsNewest() {
        try (SqliteHistory history = open()) {
            history.readMarkers().keep("bob", "room0", NOON, "far");
            for (int i = 0; i <= StoredMarkers.MOST_OF_ONE; i++) {
                history.readMarkers().keep("ann", "room" + i, NOON.plusSeconds(i), "address" + i / 100);
            }
        }
        try (SqliteHistory history = open()) {
            assertThat(history.readMarkers().at("ann", "room0")).isEmpty();
            assertThat(history.readMarkers().at("ann", "room1")).contains(NOON.plusSeconds(1));
            assertThat(history.readMarkers().at("ann", "room" + StoredMarkers.MOST_OF_ONE)).isPresent();
            assertThat(history.readMarkers().at("bob", "room0")).contains(NOON);
        }
    }

    @Test
    void manyNicknamesOfOneAddressDisplaceOnlyTheirOwn() {
        try (SqliteHistory history = open()) {
            for (int i = 0; i < MarkerSources.MOST_OF_ONE + 2; i++) {
                history.readMarkers().keep("eve" + i, "tea", NOON, "far");
            }
            history.readMarkers().keep("bob", "tea", NOON, "near");
        }
        try (SqliteHistory history = open()) {
            assertThat(history.readMarkers().at("eve0", "tea")).isEmpty();
            assertThat(history.readMarkers().at("eve1", "tea")).isEmpty();
            assertThat(history.readMarkers().at("eve2", "tea")).contains(NOON);
            assertThat(history.readMarkers().at("bob", "tea")).contains(NOON);
        }
    }

    @Test
    void whoeverChangesOneOftenDisplacesNobody() throws SQLException {
        try (SqliteHistory history = open()) {
            history.readMarkers().keep("bob", "tea", NOON, "near");
        }
        // As if another had changed so often.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + DataFolder.database(folder));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update sqlite_sequence set seq = seq + " + 2 * StoredMarkers.MOST))
                    .isEqualTo(1);
        }
        try (SqliteHistory history = open()) {
            history.readMarkers().keep("ann", "tea", NOON, "near");
        }
        try (SqliteHistory history = open()) {
            assertThat(history.readMarkers().at("ann", "tea")).contains(NOON);
            assertThat(history.readMarkers().at("bob", "tea")).contains(NOON);
        }
    }
}

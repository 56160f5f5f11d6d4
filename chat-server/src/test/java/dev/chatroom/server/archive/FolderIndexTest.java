package dev.chatroom.server.archive;

import static dev.chatroom.server.archive.SampleHistory.MILK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.server.archive.Check.Report;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.IndexMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder is looked through, and something is taken out of it, whose index of words is not whole. */
class FolderIndexTest {
    @TempDir
    Path directory;

    private Path folder;

    @BeforeEach
    void write() throws Exception {
        folder = directory.resolve("chat");
        SampleHistory.writeAll(folder);
    }

    private Report check() throws ArchiveException {
        return Check.of(folder, percent -> {
        });
    }

    private void change(String sql) throws Exception {
        try (Connection connection = SampleHistory.open(folder); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatIsNotIndexedYetIsNoDamage() throws Exception {
        change("delete from event where id = 17");
        change("update indexed set event = 16");
        assertThat(check().faults()).containsExactly("the index of words has 5 messages, the tables have 4");

        renewIndex();
        assertThat(check().faults()).isEmpty();
    }

    private void renewIndex() throws Exception {
        try (Connection connection = SampleHistory.open(folder)) {
            IndexMark.renewIndex(connection);
        }
    }

    @Test
    void aCheckSaysThatTheIndexWasGivenUp() throws Exception {
        change("update indexed set event = -1");

        assertThat(check().faults()).containsExactly(
                "the index of words; the next start of the server makes it anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update indexed set event = -1", "update words_data set block = x'00000000FFFFFF7F' where id = 10"})
    void whatSomebodySaidIsTakenOutEvenIfTheIndexIsDamaged(String damage) throws Exception {
        change(damage);

        assertThat(Erase.of(folder, "BOB", Optional.empty(), percent -> {
        })).isEqualTo(9);

        assertThat(Files.readString(DataFolder.database(folder), ISO_8859_1)).doesNotContain("pours");
        assertThat(check().faults()).isEmpty();
        try (SqliteHistory history =
                SqliteHistory.open(folder, false, SampleHistory.BOUNDS, Clock.systemUTC(), keeping -> {
                })) {
            assertThat(history.search(HistorySearch.newest(MILK, List.of("cold"), 10, HistoryQuery.ANYBODY)))
                    .hasSize(1);
        }
    }
}

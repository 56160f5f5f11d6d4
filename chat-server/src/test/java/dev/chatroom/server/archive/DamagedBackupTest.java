package dev.chatroom.server.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.server.store.tables.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a damaged database is damaged, which whoever keeps it instead of an older one has to know. */
class DamagedBackupTest {
    @TempDir
    Path directory;

    @Test
    void aBackupOfWhatIsDamagedIsThereAndSaysSo() throws Exception {
        Path folder = directory.resolve("chat");
        SampleHistory.writeAll(folder);
        damage(DataFolder.database(folder));
        Path copy = directory.resolve("copy.db");

        assertThatThrownBy(() -> Backup.write(folder, copy, percent -> {
        })).isInstanceOf(ArchiveException.class)
                .hasMessage(copy + " is written, and damaged as the history is; 'chatroom check' says where");

        assertThat(copy).hasSize(Files.size(DataFolder.database(folder)));
        assertThat(directory.resolve("copy.db-wal")).doesNotExist();
    }

    private static void damage(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select rootpage, page_size from sqlite_schema, pragma_page_size where name = 'event_of_room'")) {
            byte[] all = Files.readAllBytes(database);
            int size = row.getInt(2);
            Arrays.fill(all, (row.getInt(1) - 1) * size, row.getInt(1) * size, (byte) 0xaa);
            Files.write(database, all);
        }
    }
}

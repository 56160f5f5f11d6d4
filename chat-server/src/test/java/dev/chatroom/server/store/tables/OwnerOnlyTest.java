package dev.chatroom.server.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody but the owner reads the files of a folder, wherever they come from. */
@DisabledOnOs(OS.WINDOWS)
class OwnerOnlyTest {
    private static final List<String> FILES = List.of("history.db", "history.db-wal", "history.db-shm");

    @TempDir
    Path folder;

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void filesThatWereThereAreRestricted() throws Exception {
        Database database = new Database(DataFolder.database(folder), false);
        try (Connection first = database.openForWriting(); Statement statement = first.createStatement()) {
            statement.execute("insert into forgotten values (1, 1)");
            for (String file : FILES) {
                Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
            }

            try (Connection second = database.openForWriting()) {
                assertThat(second.isClosed()).isFalse();
                for (String file : FILES) {
                    assertThat(mode(folder.resolve(file))).as(file).isEqualTo("rw-------");
                }
            }
        }
    }

    @Test
    void aLockThatLeadsElsewhereIsNotTaken() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Path data = Files.createDirectory(folder.resolve("data"));
        Path link = Files.createSymbolicLink(data.resolve("lock"), precious);

        assertThatThrownBy(() -> DataFolder.take(data))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot use the folder " + data + ": lock is a symbolic link");
        assertThat(precious).hasContent("mine");
        assertThat(link).isSymbolicLink();
    }
}

package dev.chatroom.server.archive;

import static dev.chatroom.server.archive.SampleHistory.ANN;
import static dev.chatroom.server.archive.SampleHistory.BOB;
import static dev.chatroom.server.archive.SampleHistory.MILK;
import static dev.chatroom.server.archive.SampleHistory.TEA;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.archive.Check.Report;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.store.tables.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder is copied, looked through, and something is taken out of it. */
class FolderTest {
    private static final Instant NINTH = SampleHistory.header(TEA, 9, ANN).at();

    @TempDir
    Path directory;

    private Path folder;

    @BeforeEach
    void write() throws Exception {
        folder = directory.resolve("chat");
        SampleHistory.writeAll(folder);
    }

    private static Report check(Path folder) throws ArchiveException {
        return Check.of(folder, percent -> {
        });
    }

    private static long erase(Path folder, String name, Optional<Instant> before) throws ArchiveException {
        return Erase.of(folder, name, before, percent -> {
        });
    }

    private void backUp(Path file) throws ArchiveException {
        Backup.write(folder, file, percent -> {
        });
    }

    private void change(String sql) throws Exception {
        try (Connection connection = SampleHistory.open(folder); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws Exception {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + DataFolder.database(folder));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    @Test
    void aBackupIsWhole() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        backUp(DataFolder.database(other));

        assertThat(check(other)).isEqualTo(check(folder));
        assertThat(check(other).faults()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerReadsABackup() throws Exception {
        Path file = directory.resolve("copy.db");
        backUp(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file, folder);
        }
    }

    @Test
    void aBackupReplacesNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("copy.db"), "mine");

        assertThatThrownBy(() -> backUp(file)).hasMessage(file + " is there already, and a backup replaces nothing");
        assertThat(file).hasContent("mine");
    }

    @Test
    void anUnfinishedBackupIsNotReplacedEither() throws Exception {
        Path file = directory.resolve("copy.db");
        Path part = Files.writeString(directory.resolve("copy.db.part"), "mine");

        assertThatThrownBy(() -> backUp(file))
                .hasMessage("the backup " + file + " cannot be written: " + part + " is there already");
        assertThat(part).hasContent("mine");
        assertThat(file).doesNotExist();
    }

    @Test
    void aBackupThatCannotBeWrittenIsSaidInALine() {
        Path file = directory.resolve("nowhere").resolve("copy.db");

        assertThatThrownBy(() -> backUp(file)).hasMessage("the backup " + file + " cannot be written: no such folder");
    }

    @Test
    void aCheckSaysWhatIsThere() throws Exception {
        Report report = check(folder);

        assertThat(report.faults()).isEmpty();
        assertThat(report.rooms()).isEqualTo(2);
        assertThat(report.messages()).isEqualTo(5);
        assertThat(report.others()).isEqualTo(12);
        assertThat(report.bytes()).isEqualTo(Files.size(DataFolder.database(folder)));
        assertThat(report.oldest()).contains(SampleHistory.header(TEA, 1, ANN).at());
        assertThat(report.newest()).contains(SampleHistory.header(TEA, 17, ANN).at());
    }

    @Test
    void aCheckCountsTheLogThatIsWrittenAheadApart() throws Exception {
        try (Connection server = SampleHistory.open(folder); Statement statement = server.createStatement()) {
            statement.execute("pragma wal_autocheckpoint=0");
            statement.execute("insert into ban values ('192.0.2.1')");
            Path database = DataFolder.database(folder);
            long log = Files.size(database.resolveSibling("history.db-wal"));

            assertThat(log).isPositive();
            assertThat(check(folder).bytes()).isEqualTo(Files.size(database));
            assertThat(check(folder).logBytes()).isEqualTo(log);
        }
    }

    @Test
    void aCheckFindsWhatIsDamaged() throws Exception {
        change("delete from event where id = 2");
        change("update event set form = x'0102' where id = 9");
        change("update room set snapshot = x'07' where key = 'milk'");

        assertThat(check(folder).faults()).containsExactlyInAnyOrder(
                "the index of words has 5 messages, the tables have 4",
                "event 9 is damaged: ends in the middle",
                "the room milk is damaged: another version than 1");
    }

    @Test
    void aCheckFindsDamagedPages() throws Exception {
        byte[] bytes = Files.readAllBytes(DataFolder.database(folder));
        // The root of an index, whose entries do not fit the table any more.
        int page = (int) number("select rootpage from sqlite_master where name = 'event_of_room'");
        int end = page * 4096;
        for (int at = end - 40; at < end; at++) {
            bytes[at] = 1;
        }
        Files.write(DataFolder.database(folder), bytes);

        assertThat(check(folder).faults()).isNotEmpty().doesNotHaveDuplicates()
                .allSatisfy(fault -> assertThat(fault).doesNotContain("\n").doesNotStartWith("***"));
    }

    @Test
    void whatSomebodySaidIsTakenOut() throws Exception {
        assertThat(text()).contains("pours");
        assertThat(erase(folder, "BOB", Optional.empty())).isEqualTo(9);

        assertThat(number("select count(*) from event join author on author.id = event.author where key = 'bob'"))
                .isZero();
        assertThat(number("select count(*) from author where key = 'bob'")).isZero();
        assertThat(number("select count(*) from event")).isEqualTo(9);
        assertThat(text()).contains("cold").doesNotContain("pours", "leaves");
        assertThat(check(folder).faults()).isEmpty();
        assertThat(folder.resolve("history.db-wal")).doesNotExist();
    }

    private String text() throws Exception {
        return Files.readString(DataFolder.database(folder), ISO_8859_1);
    }

    @Test
    void whatSomebodySaidIsFoundNoMore() throws Exception {
        erase(folder, "ann", Optional.empty());

        try (SqliteHistory history =
                SqliteHistory.open(folder, false, SampleHistory.BOUNDS, Clock.systemUTC(), keeping -> {
                })) {
            assertThat(history.read(HistoryQuery.newest(TEA, 100, HistoryQuery.ANYBODY)))
                    .allMatch(event -> event.author().equals(BOB));
            assertThat(history.search(HistorySearch.newest(TEA, List.of("green"), 10, HistoryQuery.ANYBODY))).isEmpty();
            assertThat(history.restore(MILK, 10)).as("nothing is left of it").isEmpty();
            assertThat(history.restore(TEA, 10).orElseThrow().snapshot().position()).isEqualTo(16);
            assertThat(history.lastEvent()).isEqualTo(17);
        }
    }

    @Test
    void thatSomebodyTookTheNameIsTakenOutToo() throws Exception {
        assertThat(erase(folder, "rob", Optional.empty())).isEqualTo(1);

        assertThat(number("select count(*) from event where id = 8")).isZero();
        assertThat(number("select count(*) from event")).isEqualTo(16);
    }

    @Test
    void whatWasSaidLaterStays() throws Exception {
        assertThat(erase(folder, "ann", Optional.of(SampleHistory.header(TEA, 9, ANN).at()))).isEqualTo(3);

        assertThat(number("select count(*) from event join author on author.id = event.author where key = 'ann'"))
                .isEqualTo(6);
        assertThat(number("select count(*) from room")).isEqualTo(2);
        assertThat(check(folder).faults()).isEmpty();
    }

    @Test
    void howFarSomebodyHasReadIsTakenOut() throws Exception {
        long noon = NINTH.getEpochSecond() * 1_000;
        change("insert into marker(nickname, room, at) values ('bob', 'tea', %d), ('bob', 'milk', %d), ('ann', 'tea', 1)"
                .formatted(noon - 1, noon + 1));

        long unused = erase(folder, "Bob", Optional.of(NINTH));
        assertThat(number("select count(*) from marker where nickname = 'bob' and room = 'milk'")).isEqualTo(1);
        assertThat(number("select count(*) from marker")).isEqualTo(2);

        unused = erase(folder, "Bob", Optional.empty());
        assertThat(number("select count(*) from marker where nickname = 'ann'")).isEqualTo(1);
        assertThat(number("select count(*) from marker")).isEqualTo(1);
    }

    @Test
    void aNameThatNobodyHadTakesNothingOut() throws Exception {
        assertThat(erase(folder, "nobody", Optional.empty())).isZero();

        assertThat(number("select count(*) from event")).isEqualTo(17);
    }

    @Test
    void nothingIsTakenOutWhileAServerRuns() throws Exception {
        try (SqliteHistory server =
                SqliteHistory.open(folder, false, SampleHistory.BOUNDS, Clock.systemUTC(), keeping -> {
                })) {
            assertThat(server.lastEvent()).isEqualTo(17);
            assertThatThrownBy(() -> erase(folder, "ann", Optional.empty()))
                    .hasMessageStartingWith("stop the server first: another chatroom (process ");
            assertThat(check(folder).faults()).isEmpty();
            backUp(directory.resolve("copy.db"));
        }
        assertThat(number("select count(*) from event")).isEqualTo(17);
    }

    @Test
    void manyAreTakenOutPageByPage() throws Exception {
        Path large = directory.resolve("large");
        RoomName room = new RoomName("large", "large");
        SampleHistory.write(large, List.of(SampleHistory.plain(room)), LongStream.rangeClosed(1, 4_500)
                .mapToObj(id -> SampleHistory.said(room, id, id % 3 == 0 ? BOB : ANN, "line " + id))
                .toList());

        assertThat(erase(large, "bob", Optional.empty())).isEqualTo(1_500);

        assertThat(check(large).faults()).isEmpty();
        assertThat(check(large).messages()).isEqualTo(3_000);
    }

    @Test
    void aFolderWithoutHistoryIsSaid() {
        Path nowhere = directory.resolve("nowhere");

        assertThatThrownBy(() -> check(nowhere)).hasMessage("there is no history in " + nowhere);
        assertThatThrownBy(() -> erase(nowhere, "ann", Optional.empty())).hasMessageStartingWith("there is no history");
        assertThat(nowhere).doesNotExist();
    }
}

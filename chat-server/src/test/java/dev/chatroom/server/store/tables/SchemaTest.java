package dev.chatroom.server.store.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.codec.EventCodec;
import dev.chatroom.core.codec.SnapshotCodec;
import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.RoomFlag;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A database of an older version becomes one of this version, or stays as it was. */
class SchemaTest {
    private static final List<String> SECOND =
            List.of("create table tea(cup text)", "insert into tea select name from room");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeOldDatabase() throws SQLException {
        file = folder.resolve("history.db");
        new Database(file, false).openForWriting().close();
        change(file, "insert into room(key, name, snapshot) values ('tea', 'Tea', x'00')");
    }

    private static void change(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String first(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }

    private Database withFurther(List<String> step) {
        List<List<String>> steps = new ArrayList<>(Schema.CURRENT.steps());
        steps.add(step);
        return new Database(file, false, new Schema(steps));
    }

    private Path copy() {
        return folder.resolve("history.db.before-" + (Schema.CURRENT.version() + 1));
    }

    @Test
    void stepsThatAreMissingAreTaken() throws SQLException {
        withFurther(SECOND).openForWriting().close();

        assertThat(first(file, "select cup from tea")).isEqualTo("Tea");
        assertThat(first(file, "pragma user_version")).isEqualTo("" + (Schema.CURRENT.version() + 1));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCopyIsMadeBeforeThatOnlyItsOwnerReads() throws Exception {
        withFurther(SECOND).openForWriting().close();

        assertThat(first(copy(), "select name from room")).isEqualTo("Tea");
        assertThat(first(copy(), "pragma user_version")).isEqualTo("" + Schema.CURRENT.version());
        assertThat(first(copy(), "pragma integrity_check")).isEqualTo("ok");
        assertThat(Files.getPosixFilePermissions(copy())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).doesNotContain(folder.resolve(copy().getFileName() + ".part"));
        }
    }

    @Test
    void aStepThatFailsChangesNothing() throws SQLException {
        Database broken = withFurther(List.of(SECOND.get(0), "insert into nowhere values (1)"));

        assertThatThrownBy(broken::openForWriting).isInstanceOf(StoreException.class).hasMessageContaining("nowhere");

        assertThat(first(file, "pragma user_version")).isEqualTo("" + Schema.CURRENT.version());
        assertThat(first(file, "select count(*) from sqlite_master where name = 'tea'")).isEqualTo("0");
        withFurther(SECOND).openForWriting().close();
        assertThat(first(file, "select cup from tea")).isEqualTo("Tea");
    }

    @Test
    void aNewDatabaseTakesAllStepsAndNeedsNoCopy() throws SQLException {
        file = folder.resolve("new.db");
        withFurther(SECOND).openForWriting().close();

        assertThat(first(file, "select count(*) from tea")).isEqualTo("0");
        assertThat(copy()).doesNotExist();
    }

    @Test
    void aDatabaseOfThisVersionIsNotCopied() throws SQLException {
        new Database(file, false).openForWriting().close();

        assertThat(copy()).doesNotExist();
        assertThat(first(file, "select name from room")).isEqualTo("Tea");
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws Exception {
        Path other = folder.resolve("other.db");
        change(other, "create table x(a)");
        byte[] before = Files.readAllBytes(other);
        Database foreign = new Database(other, false);

        assertThatThrownBy(foreign::openForWriting).isInstanceOf(StoreException.class)
                .hasMessage(other + " is the database of another program");
        assertThatThrownBy(foreign::openForReading).isInstanceOf(StoreException.class)
                .hasMessage(other + " is the database of another program");

        assertThat(Files.readAllBytes(other)).isEqualTo(before);
        assertThat(other.resolveSibling("other.db-wal")).doesNotExist();
    }

    @Test
    void spaceThatIsFreeCanBeGivenBack() throws SQLException {
        assertThat(first(file, "pragma auto_vacuum")).isEqualTo("2");
        assertThat(first(file, "pragma journal_mode")).isEqualTo("wal");
    }

    @Test
    void theRoomsOfAnOlderVersionAreKnownToBeSecret() throws SQLException {
        file = folder.resolve("older.db");
        List<List<String>> steps = Schema.CURRENT.steps().subList(0, Schema.SECRET_ROOMS - 1);
        try (Connection connection = new Database(file, false, new Schema(steps)).openForWriting();
                PreparedStatement add =
                        connection.prepareStatement("insert into room(key, name, snapshot) values (?, ?, ?)")) {
            add(add, "tea", Set.of());
            add(add, "hidden", Set.of(RoomFlag.SECRET));
        }
        change(file, "insert into room(key, name, snapshot) values ('damaged', 'damaged', x'00')");

        new Database(file, false).openForWriting().close();

        assertThat(first(file, "select group_concat(key) from room where secret")).isEqualTo("hidden");
        assertThat(first(file, "select count(*) from room where not secret")).isEqualTo("2");
    }

    @Test
    void whatPeopleMayReadOutsideIsFoundInAnOlderVersionToo() throws Exception {
        file = folder.resolve("older.db");
        List<List<String>> steps = Schema.CURRENT.steps().subList(0, 4);
        try (Connection connection = new Database(file, false, new Schema(steps)).openForWriting();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into room(id, key, name, snapshot) values (1, 'tea', 'tea', x'00')");
            statement.execute("insert into author values (1, 1, 'ann', 'ann', '', '', '', 5)");
        }
        EventHeader at = new EventHeader(
                1, new RoomName("tea", "tea"), 1, Instant.EPOCH, new Author(1, new Nickname("ann", "ann")));
        List<ChatEvent.RoomEvent> events = List.of(
                new ChatEvent.TopicChanged(at, "leaves"),
                new ChatEvent.Redacted(at, 7, at.author(), "", Audience.EVERYBODY),
                new ChatEvent.ModesChanged(at, List.of()), new ChatEvent.Joined(at, false, Optional.empty(), Set.of()));
        for (int i = 0; i < events.size(); i++) {
            change(file, "insert into event values (%d, 1, %d, 0, 4, 1, '', x'%s')".formatted(
                    i + 1, i + 1, HexFormat.of().formatHex(EventCodec.encode(events.get(i)))));
        }
        change(file, "insert into event values (5, 1, 5, 0, 1, 1, 'hello', null)");

        new Database(file, false).openForWriting().close();

        assertThat(first(file, "select group_concat(kind) from event")).isEqualTo("5,5,5,4,1");
        assertThat(first(file, "select id from event indexed by message_of_room where room = 1 and kind <= 3"))
                .isEqualTo("5");
        assertThat(first(file, "select group_concat(id) from event indexed by event_of_room where room = 1"))
                .isEqualTo("1,2,3,4,5");
    }

    private static void add(PreparedStatement add, String name, Set<RoomFlag> flags) throws SQLException {
        RoomSnapshot room = new RoomSnapshot(
                new RoomName(name, name), Instant.EPOCH, Topic.NONE, new RoomModes(flags, "", 0, Map.of()), 0);
        add.setString(1, name);
        add.setString(2, name);
        add.setBytes(3, SnapshotCodec.encode(room));
        add.executeUpdate();
    }
}

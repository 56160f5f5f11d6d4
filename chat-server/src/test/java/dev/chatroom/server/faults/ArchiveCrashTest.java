package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.faults.KilledTalk.Said;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.DataFolder;
import dev.chatroom.server.store.tables.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * While many write, the history is exported and copied and old events are forgotten; then the server is killed. Whatever
 * anybody had read is there, unless it and all before it were forgotten.
 */
@Tag("launcher")
@Timeout(value = 30, unit = java.util.concurrent.TimeUnit.MINUTES)
class ArchiveCrashTest {
    private static final int ROUNDS = Extent.of(1, 50);
    private static final int READ_FIRST = 500;
    private static final Pattern EXPORTED =
            Pattern.compile("\\{\"type\":\"said\",\"id\":\"(\\d+)\",.*,\"room\":\"lobby\",.*,\"text\":\"([^\"]*)\",.*");

    /** As many as take more than the 10 MB that are kept. */
    private static final int OLD_EVENTS = 8_000;

    @TempDir
    Path directory;

    @Test
    void whatAnybodyHasReadIsInExportsAndCopiesAndOutlivesTheProcess() throws Exception {
        Path folder = directory.resolve("chat");
        Random random = new Random(1);
        List<Said> read = new ArrayList<>();
        fill(folder);
        for (int round = 0; round < ROUNDS; round++) {
            long oldest = oldest(folder);
            read.addAll(round(folder, round, read, random.nextInt(2_000)));

            assertThat(checked(folder)).as("round %d", round).endsWith("all is well");
            expectAll(saidIn(folder.resolve("history.db")), read);
            assertThat(oldest(folder)).as("events are forgotten meanwhile").isGreaterThan(oldest);
        }
    }

    private List<Said> round(Path folder, int round, List<Said> earlier, int further) throws Exception {
        try (ServerProcess server = ServerProcess.start(
                "exec \"$@\"", "", "-q", "--data", folder.toString(), "--keep-max", "10M",
                "--stall-timeout", "10m");
                KilledTalk talk = new KilledTalk(server, round + "-")) {
            List<Said> before = new ArrayList<>(earlier);
            before.addAll(talk.awaitRead(READ_FIRST));
            Path export = directory.resolve(round + ".json");
            Path copy = directory.resolve(round + ".db");
            Process exporting = command(export, "export", "--data", folder.toString(), "--format", "json");
            Process copying = command(directory.resolve("out"), "backup", "--data", folder.toString(), copy.toString());
            assertThat(exporting.waitFor()).as("the status of export").isZero();
            assertThat(copying.waitFor()).as("the status of backup").isZero();
            expectAll(exported(export), before);
            expectAll(saidIn(copy), before);

            Process last = command(export, "export", "--data", folder.toString(), "--format", "json");
            talk.awaitRead(READ_FIRST + further);
            List<Said> read = talk.kill();
            assertThat(last.waitFor()).as("the status of an export whose server is killed").isZero();
            assertThat(exported(export)).isNotEmpty();
            return read;
        }
    }

    /** Of what was read, that is there which is not older than all that is there. */
    private static void expectAll(List<Said> kept, List<Said> read) {
        assertThat(kept).isNotEmpty().doesNotHaveDuplicates();
        assertThat(kept.stream().map(Said::id).toList()).isSorted();
        long first = kept.getFirst().id();
        assertThat(kept).containsSubsequence(read.stream().filter(said -> said.id() >= first).toList());
    }

    private static List<Said> exported(Path export) throws IOException {
        try (Stream<String> lines = Files.lines(export)) {
            List<String> all = lines.toList();
            assertThat(all.getLast()).startsWith("{\"type\":\"end\"");
            return all.stream().map(EXPORTED::matcher).filter(Matcher::matches)
                    .map(said -> new Said(Long.parseLong(said.group(1)), said.group(2)))
                    .toList();
        }
    }

    private static List<Said> saidIn(Path database) throws SQLException {
        List<Said> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select id, text from said where room = 'lobby' order by id")) {
            while (rows.next()) {
                found.add(new Said(rows.getLong(1), rows.getString(2)));
            }
        }
        return found;
    }

    private static long oldest(Path folder) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + DataFolder.database(folder));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(id) from event")) {
            return row.getLong(1);
        }
    }

    private String checked(Path folder) throws Exception {
        Path out = directory.resolve("check");
        int unused = command(out, "check", "--data", folder.toString()).waitFor();
        return Files.readString(out).strip();
    }

    private static Process command(Path out, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("chatroom.launcher")));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CHATROOM_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static void fill(Path folder) throws Exception {
        Files.createDirectories(folder);
        RoomName room = new RoomName("old", "old");
        Author author = new Author(1, new Nickname("ann", "ann"), Profile.NONE);
        Database database = new Database(DataFolder.database(folder), false);
        try (Connection connection = database.openForWriting(); StoredEvents tables = new StoredEvents(connection)) {
            tables.begin();
            long row = tables.room(
                    new RoomSnapshot(room, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0));
            for (int id = 1; id <= OLD_EVENTS; id++) {
                tables.add(row, new ChatEvent.Said(
                        new EventHeader(id, room, id, Instant.ofEpochSecond(id), author),
                        Text.of("x".repeat(2_000) + id), MessageTags.NONE, Audience.EVERYBODY));
            }
            tables.commit();
        }
    }
}

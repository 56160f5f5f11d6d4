package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.store.tables.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the writer does if the disk takes nothing, and if something cannot be written. */
@Timeout(60)
class HistoryWriterTest {
    private static final RoomName TEA = new RoomName("tea", "tea");
    private static final long SECOND = 1_000_000_000;
    private static final long MOST_BYTES = 1024 * 1024;

    @TempDir
    Path folder;

    private final AtomicLong time = new AtomicLong();
    private final List<Boolean> keeping = new CopyOnWriteArrayList<>();
    private final AtomicLong shown = new AtomicLong();
    private final WrittenRoom room = new WrittenRoom(TEA, shown::set);

    private Database database;
    private Connection connection;
    private HistoryWriter writer;

    @BeforeEach
    void open() {
        database = new Database(folder.resolve("history.db"), false);
        connection = database.openForWriting();
        writer = new HistoryWriter(
                connection, new Trouble(Clock.systemUTC(), keeping::add), MOST_BYTES, time::get,
                new Upkeep(Keeping.FOREVER, Clock.systemUTC(), time::get, () -> 0));
        writer.start();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private static RoomSnapshot snapshot() {
        return new RoomSnapshot(TEA, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0);
    }

    private static Said said(long id, String text) {
        Author author = new Author(7, new Nickname("ann", "ann"), Profile.NONE);
        return new Said(
                new EventHeader(id, TEA, id, Instant.ofEpochSecond(id), author), Text.of(text), MessageTags.NONE,
                Audience.EVERYBODY);
    }

    private void append(long id) {
        append(id, "line " + id, id == 1 ? snapshot() : null);
    }

    private void append(long id, String text, @Nullable RoomSnapshot now) {
        assertThat(writer.append(room, said(id, text), now)).isTrue();
    }

    private List<Long> kept() throws SQLException {
        try (Connection reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .read(HistoryQuery.newest(TEA, 100_000, HistoryQuery.ANYBODY)).stream()
                    .map(RoomEvent::id)
                    .toList();
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** The disk has no more space than is taken, or as much as one likes. */
    private void space(boolean much) throws SQLException {
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            // So that the writer sees its file as it is: what it has in the log goes into the file.
            statement.execute("pragma wal_checkpoint(truncate)");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count=" + (much ? 1_000_000 : 1));
        }
    }

    private void write(long first, long last, String text) {
        for (long id = first; id <= last; id++) {
            append(id, text, null);
        }
        writer.awaitWritten();
    }

    @Test
    void whatADiskRefusesIsShownAndWrittenLater() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500)); // More than what is left of the last page.
        assertThat(shown).hasValue(200);
        assertThat(keeping).containsExactly(false);
        assertThat(kept().size()).isLessThan(200);

        space(true);
        time.addAndGet(SECOND);
        append(201);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(201));
        assertThat(keeping).containsExactly(false, true);
        assertThat(writer.bytes()).isZero();
    }

    @Test
    void aRoomThatBeganWhileTheDiskRefusedIsWrittenLater() throws SQLException {
        space(false);
        append(1, "x".repeat(20_000), snapshot());
        append(2);
        writer.awaitWritten();
        assertThat(kept()).isEmpty();

        space(true);
        time.addAndGet(SECOND);
        append(3);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(3));
    }

    @Test
    void aDiskThatRefusesIsAskedOnceASecond() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        int before = kept().size();

        space(true);
        write(201, 210, "soon");
        assertThat(kept()).hasSize(before);

        time.addAndGet(SECOND);
        write(211, 211, "now");
        assertThat(kept()).isEqualTo(upTo(211));
    }

    @Test
    void theNewestOfWhatADiskRefusesStayInMemory() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        String text = "x".repeat(2_000);
        write(2, 2_000, text);
        assertThat(shown).hasValue(2_000);
        assertThat(writer.bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);

        space(true);
        time.addAndGet(SECOND);
        write(2_001, 2_001, text);

        List<Long> kept = kept();
        assertThat(kept).first().isEqualTo(1L);
        assertThat(kept).endsWith(1_999L, 2_000L, 2_001L);
        assertThat(kept.size()).isBetween(200, 1_000);
    }

    @Test
    void itIsWrittenAtTheEndIfThatIsPossibleThen() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        space(true);

        writer.close();

        assertThat(kept()).isEqualTo(upTo(200));
    }

    @Test
    void anEventThatCannotBeWrittenIsLeftOutAlone() throws SQLException {
        append(1);
        writer.awaitWritten();
        List<Long> wanted = new ArrayList<>(upTo(1));
        for (long id = 2; id < 50; id++) {
            append(id);
            wanted.add(id);
            if (id == 20) {
                append(1); // There is one already.
            }
        }
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(wanted);
        assertThat(shown).hasValue(49);
        assertThat(keeping).isEmpty();
    }

    @Test
    void aBanThatTheDiskRefusesIsWrittenLater() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        writer.change("the ban of 10.0.0.1", StoredBans.change("10.0.0.1", true));
        writer.change("the ban of 10.0.0.2", StoredBans.change("10.0.0.2", true));
        writer.change("the ban of 10.0.0.1", StoredBans.change("10.0.0.1", false));
        writer.awaitWritten();
        assertThat(writer.isKeeping()).isFalse();

        space(true);
        time.addAndGet(SECOND);
        append(201);
        writer.awaitWritten();

        assertThat(StoredBans.read(connection)).containsExactly("10.0.0.2");
        assertThat(kept()).isEqualTo(upTo(201));
        assertThat(writer.isKeeping()).isTrue();
    }

    @Test
    void aFaultOfTheProgramEndsNothing() throws SQLException {
        WrittenRoom unknown = new WrittenRoom(new RoomName("unknown", "unknown"), shown::set);
        assertThat(writer.append(unknown, said(5, "of a room without a beginning"), null)).isTrue();
        writer.awaitWritten();
        assertThat(shown).hasValue(5);

        append(1);
        append(2);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(2));
    }

    @Test
    void onlyAPlaceThatHasJustEmptiedIsWaitedFor() throws Exception {
        writer.open(room);
        append(1);
        writer.awaitWritten();
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("begin immediate"); // The writer waits for this one.
            append(2);
            assertThat(writer.awaitRetired(new RoomName("empty", "empty"))).isNull();
            writer.retire(room, snapshot());
            Thread entering = Thread.ofVirtual().start(() -> {
                RoomSnapshot unused = writer.awaitRetired(TEA);
            });
            assertThat(entering.join(Duration.ofMillis(100))).isFalse();

            statement.execute("commit");
            assertThat(entering.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(kept()).isEqualTo(upTo(2));
    }

    private RoomSnapshot arranged(RoomName name) {
        return new RoomSnapshot(name, Instant.EPOCH, Topic.NONE, new RoomModes(Set.of(), "abc", 0, Map.of()), 0);
    }

    private void enteredAndLeft(String name) {
        RoomName room = new RoomName(name, name);
        WrittenRoom left = new WrittenRoom(room, shown::set);
        writer.open(left);
        writer.retire(left, arranged(room));
    }

    @Test
    void aWriterThatHasEndedKeepsHowRoomsWereLeftWithinABound() {
        writer.close();
        enteredAndLeft("tea");
        for (int i = 0; i < 10_000; i++) {
            enteredAndLeft("tea"); // Each time anew, which is no more than once.
        }
        assertThat(writer.rooms().left(TEA)).isEqualTo(arranged(TEA));
        assertThat(writer.rooms().isSomeGivenUp()).isFalse();

        for (int i = 0; i < 10_000; i++) {
            enteredAndLeft("room" + i);
        }

        assertThat(writer.rooms().left(TEA)).isEqualTo(arranged(TEA));
        assertThat(IntStream.range(0, 10_000)
                .filter(i -> writer.rooms().contains("room" + i))
                .count()).isBetween(100L, MOST_BYTES / WriteTask.SNAPSHOT);
        assertThat(writer.rooms().isSomeGivenUp()).isTrue();
    }

    @Test
    void aRoomWhoseEndCannotBeWrittenIsOpenNoMore() throws SQLException {
        writer.open(room);
        append(1);
        writer.awaitWritten();
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("create trigger never before update on room begin select raise(abort, 'never'); end");
        }
        writer.retire(room, snapshot());
        writer.awaitWritten();

        assertThat(writer.rooms().contains("tea")).isFalse();
        assertThat(writer.isKeeping()).isTrue();
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        writer.close();

        assertThat(writer.append(room, said(1, "late"), snapshot())).isFalse();
    }
}

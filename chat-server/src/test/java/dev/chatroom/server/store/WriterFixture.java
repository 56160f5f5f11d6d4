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
import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.upkeep.Keeping;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A writer of history on a disk that is full or not as a test says. */
abstract class WriterFixture {
    static final RoomName TEA = new RoomName("tea", "tea");
    static final long SECOND = 1_000_000_000;
    static final long MOST_BYTES = 1024 * 1024;

    @TempDir
    Path folder;

    final AtomicLong time = new AtomicLong();
    final List<Boolean> keeping = new CopyOnWriteArrayList<>();
    final AtomicLong shown = new AtomicLong();
    final WrittenRoom room = room(TEA, shown::set);

    Database database;
    Connection connection;
    HistoryWriter writer;

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

    /** A room of which it is noted what its readers are shown. */
    static WrittenRoom room(RoomName name, LongConsumer shown) {
        return new WrittenRoom(name, new HistoryStore.Readers(shown, () -> {
        }));
    }

    static RoomSnapshot snapshot() {
        return new RoomSnapshot(TEA, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0);
    }

    static Said said(long id, String text) {
        Author author = new Author(7, new Nickname("ann", "ann"), Profile.NONE);
        return new Said(
                new EventHeader(id, TEA, id, Instant.ofEpochSecond(id), author), Text.of(text), MessageTags.NONE,
                Audience.EVERYBODY);
    }

    void append(long id) {
        append(id, "line " + id, id == 1 ? snapshot() : null);
    }

    void append(long id, String text, @Nullable RoomSnapshot now) {
        assertThat(writer.append(room, said(id, text), now)).isTrue();
    }

    List<Long> kept() throws SQLException {
        try (Connection reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .read(HistoryQuery.newest(TEA, 100_000, HistoryQuery.ANYBODY)).stream()
                    .map(RoomEvent::id)
                    .toList();
        }
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** The disk has no more space than is taken, or as much as one likes. */
    void space(boolean much) throws SQLException {
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            // So that the writer sees its file as it is: what it has in the log goes into the file.
            statement.execute("pragma wal_checkpoint(truncate)");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count=" + (much ? 1_000_000 : 1));
        }
    }

    void write(long first, long last, String text) {
        for (long id = first; id <= last; id++) {
            append(id, text, null);
        }
        writer.awaitWritten();
    }
}

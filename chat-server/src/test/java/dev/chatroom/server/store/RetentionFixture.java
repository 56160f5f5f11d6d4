package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.core.text.Text;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.upkeep.Keeping;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database whose old events are forgotten. */
abstract class RetentionFixture {
    static final RoomName TEA = new RoomName("tea", "tea");
    static final RoomName MILK = new RoomName("milk", "milk");

    private static final int WORDS = 12;

    @TempDir
    Path folder;

    final AtomicLong nanos = new AtomicLong();
    final Set<String> open = new HashSet<>();
    Database database;
    Connection connection;
    StoredEvents tables;

    @BeforeEach
    void open() throws SQLException {
        database = new Database(folder.resolve("history.db"), false);
        connection = database.openForWriting();
        tables = new StoredEvents(connection);
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
        connection.close();
    }

    static Author author(String name) {
        return new Author(name.hashCode(), new Nickname(name, name), Profile.NONE);
    }

    static EventHeader header(RoomName room, long second, String author) {
        return new EventHeader(second, room, second, Instant.ofEpochSecond(second), author(author));
    }

    static Said said(RoomName room, long second, String author, String text) {
        return new Said(header(room, second, author), Text.of(text), MessageTags.NONE, Audience.EVERYBODY);
    }

    static Joined joined(long second) {
        return new Joined(header(TEA, second, "bob"), false, Optional.empty(), Set.of());
    }

    /** Keeps events, and indexes them. */
    void keep(RoomSnapshot room, RoomEvent... events) throws SQLException {
        keepUnindexed(room, events);
        tables.begin();
        tables.indexAll();
        tables.commit();
    }

    void keepUnindexed(RoomSnapshot room, RoomEvent... events) throws SQLException {
        tables.begin();
        long row = tables.room(room);
        for (RoomEvent event : events) {
            tables.add(row, event);
        }
        tables.commit();
    }

    static RoomSnapshot plain(RoomName room) {
        return new RoomSnapshot(room, Instant.EPOCH, Topic.NONE, RoomModes.STANDARD, 0);
    }

    Upkeep upkeep(Keeping keeping, long now) {
        return new Upkeep(
                keeping, Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC), nanos::get, database::logBytes);
    }

    static Keeping seconds(long most) {
        return new Keeping(Optional.of(Duration.ofSeconds(most)), Long.MAX_VALUE);
    }

    /** Takes all steps that are due. */
    int run(Upkeep upkeep) throws SQLException {
        int steps = 0;
        while (upkeep.step(connection, tables, open::contains)) {
            steps++;
        }
        return steps;
    }

    /** Says lines of random words, one a second; nearly all that they take is the index. */
    void keepWordsThatComeOnce(long first, long last) throws SQLException {
        Random random = new Random(first);
        keep(plain(TEA), LongStream.rangeClosed(first, last)
                .mapToObj(second -> said(TEA, second, "ann", Stream.generate(random::nextInt)
                        .limit(WORDS)
                        .map(HexFormat.of()::toHexDigits)
                        .collect(Collectors.joining(" "))))
                .toArray(RoomEvent[]::new));
    }

    /** How many bytes of the database are in use. */
    long used() throws SQLException {
        return (number("pragma page_count") - number("pragma freelist_count")) * number("pragma page_size");
    }

    List<Long> kept(RoomName room) throws SQLException {
        try (Connection reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .read(new HistoryQuery(
                            room, HistoryPoint.BEGINNING, HistoryPoint.END, HistoryQuery.End.OLDEST, 100_000,
                            HistoryQuery.Detail.CHANGES, HistoryQuery.ANYBODY))
                    .stream()
                    .map(ChatEvent::id)
                    .toList();
        }
    }

    List<Long> found(String word) throws SQLException {
        try (Connection reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .search(HistorySearch.newest(TEA, List.of(word), 100, HistoryQuery.ANYBODY))
                    .stream()
                    .map(ChatEvent::id)
                    .toList();
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    void expectSoundIndex() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into words(words, rank) values ('integrity-check', 0)");
            try (ResultSet row = statement.executeQuery("pragma integrity_check")) {
                assertThat(row.getString(1)).isEqualTo("ok");
            }
        }
    }
}

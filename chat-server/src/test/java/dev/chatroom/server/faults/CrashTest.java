package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.archive.Check;
import dev.chatroom.server.faults.KilledTalk.Said;
import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.store.tables.StatementList;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that keeps what is said is killed while many write: whatever anybody has read is there, once and in order. Each
 * folder is looked through as a whole after each round, so a test of many rounds takes several folders.
 */
@Tag("launcher")
@Timeout(value = 30, unit = java.util.concurrent.TimeUnit.MINUTES)
class CrashTest {
    private static final int FOLDERS = Extent.of(1, 20);
    private static final int ROUNDS = Extent.of(3, 10);
    private static final int SEARCHES = 50;
    private static final int PAGE = 50_000;
    private static final RoomName LOBBY = new RoomName("lobby", "lobby");
    private static final int READ_AT_LEAST = 200;
    private static final int WHILE_NOTHING_IS_COMMITTED = 5_000;

    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    @TempDir
    Path folder;

    static IntStream folders() {
        return IntStream.range(0, FOLDERS);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void whatAnybodyHasReadOutlivesTheProcess(int number) throws Exception {
        long seed = System.nanoTime() + number;
        Random random = new Random(seed);
        List<Said> read = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            read.addAll(readUntilKilled(round, random.nextInt(3_000)));

            assertThat(checked()).isEqualTo("ok");
            assertThat(Check.of(folder, percent -> {
            }).faults()).as("the index is as far as it says").isEmpty();
            List<Said> kept = kept(read);
            assertThat(Check.of(folder, percent -> {
            }).faults()).as("nothing is indexed twice").isEmpty();
            assertThat(kept).as("seed %d", seed).doesNotHaveDuplicates().containsSubsequence(read);
            assertThat(kept.stream().map(Said::id).toList()).isSorted();
        }
    }

    /** What a reader was sent up to the moment at which the server was killed, after so many lines more than the least. */
    private List<Said> readUntilKilled(int round, int further) throws Exception {
        try (ServerProcess server =
                ServerProcess.start("exec \"$@\"", "", "-q", "--data", folder.toString(), "--stall-timeout", "10m");
                KilledTalk talk = new KilledTalk(server, round + "-")) {
            talk.awaitRead(READ_AT_LEAST + further);
            try (Connection other = connect(); Statement statement = other.createStatement()) {
                if (round % 2 == 0) {
                    // Now nothing can be committed: nobody may read what is written from here on.
                    statement.execute("begin immediate");
                    talk.letWriteMore(WHILE_NOTHING_IS_COMMITTED);
                }
                return talk.kill();
            }
        }
    }

    private List<Said> kept(List<Said> read) throws SQLException {
        try (SqliteHistory history = SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        })) {
            expectFound(history, read);
            awaitIndexed();
            expectFound(history, read);
            return all(history);
        }
    }

    /** Page by page, since one question looks at so many events and no more. */
    private static List<Said> all(SqliteHistory history) {
        List<Said> all = new ArrayList<>();
        HistoryPoint after = HistoryPoint.BEGINNING;
        int before = -1;
        while (all.size() > before) {
            before = all.size();
            history.read(new HistoryQuery(
                    LOBBY, after, HistoryPoint.END, HistoryQuery.End.OLDEST, PAGE, HistoryQuery.Detail.MESSAGES,
                    HistoryQuery.ANYBODY))
                    .forEach(event -> all.add(new Said(event.id(), ((Message) event).text())));
            after = all.isEmpty() ? after : new HistoryPoint.OfId(all.getLast().id());
        }
        return all;
    }

    /** Some of what was read, and the last of it, is found by its words. */
    private static void expectFound(SqliteHistory history, List<Said> read) {
        for (int at = read.size() - 1; at >= 0; at -= 1 + read.size() / SEARCHES) {
            assertThat(history.search(HistorySearch.newest(
                    LOBBY, List.of(read.get(at).text()), 2, HistoryQuery.ANYBODY)))
                    .map(Message::id).containsExactly(read.get(at).id());
        }
    }

    private void awaitIndexed() throws SQLException {
        try (Connection connection = connect();
                PreparedStatement left = connection.prepareStatement(
                        "select count(*) from event, indexed where id > indexed.event and kind <= 3")) {
            while (StatementList.number(left) > 0) {
                assertThat(Thread.interrupted()).isFalse();
            }
        }
    }

    private String checked() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check")) {
            return row.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
    }
}

package dev.chatroom.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.faults.KilledTalk.Said;
import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.SqliteHistory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps what is said is killed while many write: whatever anybody has read is there, once and in order. */
@Tag("launcher")
@Timeout(value = 30, unit = java.util.concurrent.TimeUnit.MINUTES)
class CrashTest {
    private static final int ROUNDS = Extent.of(3, 200);
    private static final int READ_AT_LEAST = 200;
    private static final int WHILE_NOTHING_IS_COMMITTED = 5_000;

    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    @TempDir
    Path folder;

    @Test
    void whatAnybodyHasReadOutlivesTheProcess() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Said> read = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            read.addAll(readUntilKilled(round, random.nextInt(3_000)));

            assertThat(checked()).isEqualTo("ok");
            List<Said> kept = kept();
            assertThat(kept).as("seed %d", seed).doesNotHaveDuplicates().containsSubsequence(read);
            assertThat(kept.stream().map(Said::id).toList()).isSorted();
        }
    }

    /** What a reader was sent up to the moment at which the server was killed, after so many lines more than the least. */
    private List<Said> readUntilKilled(int round, int further) throws Exception {
        try (ServerProcess server = ServerProcess.start("exec \"$@\"", "", "-q", "--data", folder.toString());
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

    private List<Said> kept() {
        try (SqliteHistory history = SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        })) {
            return history
                    .read(new HistoryQuery(
                            new RoomName("lobby", "lobby"), HistoryPoint.BEGINNING, HistoryPoint.END,
                            HistoryQuery.End.OLDEST, Integer.MAX_VALUE, HistoryQuery.Detail.MESSAGES,
                            HistoryQuery.ANYBODY))
                    .stream()
                    .map(event -> new Said(event.id(), ((Message) event).text()))
                    .toList();
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

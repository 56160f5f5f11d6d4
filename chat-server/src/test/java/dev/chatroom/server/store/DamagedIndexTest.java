package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.Chat;
import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.Membership;
import dev.chatroom.core.User;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.limit.Outcome;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.text.RoomName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** If the index of words is damaged, nobody can search, and everything else goes on; the next start makes it anew. */
@Timeout(60)
class DamagedIndexTest {
    private static final RoomName TEA = new RoomName("tea", "tea");
    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    /** The row that says where the parts of the index are. */
    private static final String STRUCTURE = "= 10";

    @TempDir
    Path folder;

    private SqliteHistory store;
    private Chat chat;
    private Membership ann;

    @BeforeEach
    void open() {
        store = SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        });
        chat = Chat.builder()
                .limits(Limits.standard().with(Limit.RATE, 0))
                .history(store)
                .userIds(IdGenerator.sequentialAfter(store.lastUser()))
                .eventIds(IdGenerator.timeOrderedAfter(Clock.systemUTC(), store.lastEvent()))
                .open();
        User user = chat.enter("test", Profile.NONE, () -> {
        });
        ann = done(chat.join(user, "tea"));
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    private void awaitMark(String condition) throws SQLException {
        while (number("select count(*) from indexed where event " + condition) == 0) {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            statement.execute(sql);
        }
    }

    private void damage(String bytes, String which) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=10000");
            assertThat(statement.executeUpdate("update words_data set block = x'" + bytes + "' where id " + which))
                    .isPositive();
        }
    }

    private List<Long> found(String word) {
        return store.search(HistorySearch.newest(TEA, List.of(word), 10, HistoryQuery.ANYBODY)).stream()
                .map(Message::id)
                .toList();
    }

    private void expectThatNobodyCanSearch() {
        assertThatThrownBy(() -> found("assam")).isInstanceOf(UnreadableHistoryException.class)
                .hasMessageContaining("the index of words is damaged; the next start of the server makes it anew")
                .extracting("reason").isEqualTo(UnreadableHistoryException.Reason.UNSEARCHABLE);
    }

    @Test
    void whatIsSaidIsKeptAllTheSame() throws SQLException {
        long first = done(ann.say("assam")).id();
        awaitMark(">= " + first);
        damage("07", STRUCTURE); // It seems to be empty, and is not.

        long second = done(ann.say("assam")).id();
        awaitMark("< 0");
        expectThatNobodyCanSearch();
        long third = done(ann.say("assam")).id();
        long fourth = done(ann.redact(first, "")).id();
        store.awaitWritten();
        assertThat(store.isKeeping()).isTrue();
        assertThat(store.read(HistoryQuery.newest(TEA, 3, HistoryQuery.ANYBODY))).map(event -> event.id())
                .contains(second, third).doesNotContain(first, fourth);

        close();
        open();
        assertThat(found("assam")).containsExactly(third, second);
        awaitMark(">= " + third);
        assertThat(found("assam")).containsExactly(third, second);
    }

    @Test
    void whatIsTakenBackIsGoneAllTheSame() throws SQLException {
        long first = done(ann.say("assam")).id();
        awaitMark(">= " + first);
        damage("00000000FFFFFF7F", STRUCTURE);

        done(ann.redact(first, ""));
        store.awaitWritten();

        assertThat(store.isKeeping()).isTrue();
        assertThat(number("select count(*) from event where id = " + first)).isZero();
        assertThat(number("select event from indexed")).isNegative();
    }

    @Test
    void theLogSaysOnceThatDamageCannotBeNoted() throws Exception {
        BlockingQueue<String> logged = new LinkedBlockingQueue<>();
        Logger logger = Logger.getLogger("dev.chatroom.server");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            long first = done(ann.say("assam")).id();
            awaitMark(">= " + first);
            execute("create trigger never before update on indexed begin select raise(abort, 'never'); end");
            damage("07", "> 10");
            expectThatNobodyCanSearch();

            String line = logged.take();
            while (!line.contains("cannot be noted")) {
                assertThat(line).doesNotContain("could not be forgotten");
                line = logged.take();
            }

            // Another search finds the damage again, and the writer comes past that before it writes what is said then.
            expectThatNobodyCanSearch();
            done(ann.say("ceylon"));
            store.awaitWritten();
            done(ann.say("darjeeling"));
            store.awaitWritten();
            assertThat(logged).noneMatch(again -> again.contains("cannot be noted"));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void damageThatSomebodyFindsBySearchingIsRepairedToo() throws SQLException {
        long first = done(ann.say("assam")).id();
        awaitMark(">= " + first);
        damage("07", "> 10");

        expectThatNobodyCanSearch();
        awaitMark("< 0");

        close();
        open();
        assertThat(found("assam")).containsExactly(first);
    }
}

package dev.chatroom.server.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.UnreadableHistoryException;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.tables.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions to the database are bounded in time and in number, and searches hold nobody else up. */
@Timeout(60)
class ReaderPoolTest {
    private static final int WAITING = 2;

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private Connection writer;
    private ReaderPool pool;

    @BeforeEach
    void open() throws SQLException {
        Database database = new Database(folder.resolve("history.db"), false);
        writer = database.openForWriting();
        pool = new ReaderPool(
                database, new ReadBounds(Duration.ofSeconds(5), WAITING), new ReadTrouble(Clock.systemUTC()), now::get);
    }

    @AfterEach
    void close() throws SQLException {
        goOn.countDown();
        askers.close();
        pool.close();
        writer.close();
    }

    private static long last(HistoryReads reads) throws SQLException {
        return reads.last()[0];
    }

    private static Reason reasonFor(ThrowingCallable asking) {
        return catchThrowableOfType(UnreadableHistoryException.class, asking).reason();
    }

    /** A question that is answered when the test says so. */
    private ReaderPool.Question<Long> slow(CountDownLatch begun) {
        return reads -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return 1L;
        };
    }

    private void addMessages(int number) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.executeUpdate("insert into room(id, key, name, snapshot) values (1, 'tea', 'tea', x'00')");
            statement.executeUpdate(
                    "insert into author(user, nickname, key, username, realname, host, last) values (1, 'ann', 'ann', 'u', 'r', 'h', 0)");
            statement.executeUpdate("""
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < %d)
                    insert into event(id, room, sequence, at, kind, author, text) select i, 1, i, i, 1, 1, 't' from n
                    """.formatted(number));
        }
    }

    private static int count(HistoryReads reads) throws SQLException {
        return reads.read(HistoryQuery.newest(new RoomName("tea", "tea"), 10_000, HistoryQuery.ANYBODY)).size();
    }

    @Test
    void aQuestionThatTakesTooLongIsGivenUpAndTheNextIsAnswered() throws Exception {
        addMessages(10_000);
        ReaderPool.Question<Integer> tiring = reads -> {
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            return count(reads);
        };

        assertThat(reasonFor(() -> pool.ask(tiring))).isEqualTo(Reason.TOO_SLOW);
        assertThat(reasonFor(() -> pool.search(tiring))).isEqualTo(Reason.TOO_SLOW);
        assertThat(pool.ask(ReaderPoolTest::count)).isEqualTo(10_000);
        assertThat(pool.search(ReaderPoolTest::count)).isEqualTo(10_000);
    }

    @Test
    void searchesHoldNoOtherQuestionUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Long> first = askers.submit(() -> pool.search(slow(begun)));
        begun.await();
        Future<Long> second = askers.submit(() -> pool.search(ReaderPoolTest::last));

        for (int i = 0; i < 100; i++) {
            assertThat(pool.ask(ReaderPoolTest::last)).isZero();
        }
        assertThat(second).as("waits for the first").isNotDone();
        goOn.countDown();
        assertThat(first.get(20, SECONDS)).isEqualTo(1);
        assertThat(second.get(20, SECONDS)).isZero();
    }

    @Test
    void noMoreQuestionsWaitThanMay() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Future<Long> unused = askers.submit(() -> pool.ask(slow(begun)));
        }
        begun.await();
        ExecutorCompletionService<Reason> more = new ExecutorCompletionService<>(askers);
        for (int i = 0; i <= WAITING; i++) {
            Future<Reason> unused = more.submit(() -> reasonFor(() -> pool.ask(slow(begun))));
        }

        // The others wait for the first two.
        assertThat(more.take().get()).isEqualTo(Reason.BUSY);
        assertThat(more.poll()).isNull();
    }

    @Test
    void noMoreSearchesWaitThanMay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Long> first = askers.submit(() -> pool.search(slow(begun)));
        begun.await();
        ExecutorCompletionService<Reason> more = new ExecutorCompletionService<>(askers);
        for (int i = 0; i <= WAITING; i++) {
            Future<Reason> unused = more.submit(() -> reasonFor(() -> pool.search(slow(begun))));
        }

        assertThat(more.take().get()).isEqualTo(Reason.BUSY);
        assertThat(first).isNotDone();
        assertThat(pool.ask(ReaderPoolTest::last)).isZero();
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        try (Statement statement = writer.createStatement()) {
            statement.executeUpdate("drop table event");
        }

        assertThat(reasonFor(() -> pool.ask(ReaderPoolTest::last))).isEqualTo(Reason.BROKEN);
        assertThat(reasonFor(() -> pool.search(ReaderPoolTest::count))).isEqualTo(Reason.BROKEN);
    }
}

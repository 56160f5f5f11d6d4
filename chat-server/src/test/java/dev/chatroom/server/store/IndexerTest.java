package dev.chatroom.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.Said;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When messages are indexed, and how many at once. */
@Timeout(60)
class IndexerTest extends RetentionFixture {
    private static final int LONG = 2_000;

    private Indexer indexer;
    private long last;

    @BeforeEach
    void start() {
        indexer = new Indexer(new Transactions(connection), nanos::get);
    }

    /** Writes messages. */
    private void write(int count, int length) throws SQLException {
        write(count, "x".repeat(length));
    }

    private void write(int count, String text) throws SQLException {
        List<Said> said = LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(id -> said(TEA, id, "ann", text))
                .toList();
        last += count;
        keepUnindexed(plain(TEA), said.toArray(RoomEvent[]::new));
        WrittenRoom room = WriterFixture.room(TEA, shown -> {
        });
        indexer.written(said.stream().<WriteTask>map(one -> new WriteTask.Append(room, one, null)).toList());
    }

    private long mark() throws SQLException {
        return number("select event from indexed");
    }

    @Test
    void theMarkIsMovedAfterManyEventsWithoutWords() throws SQLException {
        indexer.tend();
        write(1, 1);
        nanos.addAndGet(Indexer.DELAY_NANOS);
        indexer.tend();
        comeAndGo(Indexer.MOST_OTHERS - 1);
        assertThat(indexer.waitNanos()).isEqualTo(Long.MAX_VALUE);

        comeAndGo(1);
        assertThat(indexer.waitNanos()).isEqualTo(Indexer.DELAY_NANOS);
        nanos.addAndGet(Indexer.DELAY_NANOS);
        indexer.tend();

        assertThat(mark()).isEqualTo(last);
        assertThat(indexer.waitNanos()).isEqualTo(Long.MAX_VALUE);
        comeAndGo(1);
        assertThat(indexer.waitNanos()).as("they are counted anew").isEqualTo(Long.MAX_VALUE);
    }

    private void comeAndGo(int count) throws SQLException {
        List<Joined> joined = LongStream.rangeClosed(last + 1, last + count)
                .mapToObj(RetentionFixture::joined)
                .toList();
        last += count;
        keepUnindexed(plain(TEA), joined.toArray(RoomEvent[]::new));
        WrittenRoom room = WriterFixture.room(TEA, shown -> {
        });
        indexer.written(joined.stream().<WriteTask>map(one -> new WriteTask.Append(room, one, null)).toList());
    }

    @Test
    void whatTheProcessBeforeHasLeftIsIndexedAtOnce() throws SQLException {
        keepUnindexed(plain(TEA), said(TEA, 7, "ann", "assam"));

        assertThat(indexer.waitNanos()).isZero();
        indexer.tend();

        assertThat(mark()).isEqualTo(7);
        assertThat(indexer.waitNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aFewMessagesWaitForASecond() throws SQLException {
        indexer.tend();
        write(1, 10);
        assertThat(indexer.waitNanos()).isEqualTo(Indexer.DELAY_NANOS);
        nanos.addAndGet(Indexer.DELAY_NANOS / 2);
        write(1, 10);
        nanos.addAndGet(Indexer.DELAY_NANOS / 2 - 1);
        indexer.tend();
        assertThat(mark()).isZero();
        assertThat(indexer.waitNanos()).isEqualTo(1);

        nanos.addAndGet(1);
        assertThat(indexer.waitNanos()).isZero();
        indexer.tend();
        assertThat(mark()).isEqualTo(2);
    }

    @Test
    void manyMessagesDoNotWait() throws SQLException {
        indexer.tend();
        write((int) (Indexer.ENOUGH_BYTES / LONG) + 1, LONG);
        assertThat(indexer.waitNanos()).isZero();

        indexer.tend();
        assertThat(mark()).isEqualTo(last);
    }

    @Test
    void aStepIsSmallAndTheNextFollowsAtOnce() throws SQLException {
        indexer.tend();
        int count = (int) (5 * Indexer.MOST_BYTES_AT_ONCE / 2 / LONG);
        write(count, LONG);

        indexer.tend();
        assertThat(mark()).isBetween(count / 3L, count / 2L);
        assertThat(indexer.waitNanos()).isZero();
        indexer.tend();
        indexer.tend();
        assertThat(mark()).isEqualTo(last);
    }

    @Test
    void itIsNeverFarBehind() throws SQLException {
        indexer.tend();
        int count = (int) (Indexer.MOST_BYTES_BEHIND / LONG);
        write(count + 200, LONG);

        indexer.tend();

        assertThat(mark()).isBetween(200L, 400L);
        assertThat(indexer.waitNanos()).isZero();
    }

    @Test
    void itIsNeverFarBehindHoweverManyBytesALetterTakes() throws SQLException {
        for (String letter : List.of("я", "緑", "🍵")) {
            indexer.tend();
            while (mark() < last) {
                indexer.tend();
            }
            int bytes = letter.getBytes(UTF_8).length;
            write((int) (Indexer.MOST_BYTES_BEHIND / LONG / bytes) + 200, letter.repeat(LONG));
            long before = mark();

            indexer.tend();

            assertThat(mark() - before).as(letter).isBetween(150L, 400L);
        }
    }

    @Test
    void whatThisProcessHasNotWrittenHoldsNobodyUp() throws SQLException {
        write((int) (Indexer.MOST_BYTES_BEHIND / LONG) + 200, LONG);
        indexer = new Indexer(new Transactions(connection), nanos::get);

        indexer.tend();

        assertThat(mark()).isLessThan(100);
    }

    @Test
    void aDatabaseThatTakesNothingIsAskedAgainInAMinute() throws SQLException {
        indexer.tend();
        write((int) (Indexer.ENOUGH_BYTES / LONG) + 1, LONG);
        long unused = number("pragma busy_timeout=0");
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("begin immediate");

            indexer.tend();
        }
        assertThat(mark()).isZero();
        assertThat(indexer.waitNanos()).isEqualTo(60_000_000_000L);
        indexer.tend();
        assertThat(mark()).isZero();

        nanos.addAndGet(60_000_000_000L);
        indexer.tend();
        assertThat(mark()).isEqualTo(last);
        assertThat(indexer.waitNanos()).isEqualTo(Long.MAX_VALUE);
    }
}

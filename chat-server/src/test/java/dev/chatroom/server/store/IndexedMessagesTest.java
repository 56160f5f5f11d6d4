package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.Message;
import dev.chatroom.core.event.ChatEvent.Redacted;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.HistorySearch;
import dev.chatroom.server.store.events.DamagedIndexException;
import dev.chatroom.server.store.events.IndexedMessages;
import dev.chatroom.server.store.events.StoredEvents;
import dev.chatroom.server.store.tables.IndexMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages are indexed after they are kept, each once, whatever happens in between; and nobody who searches notices. */
@Timeout(60)
class IndexedMessagesTest extends RetentionFixture {
    private static final List<String> TEXTS = List.of(
            "Green TEA", "Zoë likes 緑茶", "tea, tea; tea!", "a\tb\u0001c\u007fd", "x".repeat(600), "tea ".repeat(300),
            "ＴＥＡ ﬁn",
            "...", "one_two-three'four", "\ud83c\udf75");

    private void keepTexts(long first) throws SQLException {
        keepUnindexed(plain(TEA), IntStream.range(0, TEXTS.size())
                .mapToObj(i -> said(TEA, first + i, "zoë", TEXTS.get(i)))
                .toArray(ChatEvent.RoomEvent[]::new));
    }

    private IndexedMessages.Step index(long mostBytes) throws SQLException {
        tables.begin();
        IndexedMessages.Step step = tables.index(mostBytes);
        tables.commit();
        return step;
    }

    private long mark() throws SQLException {
        return number("select event from indexed");
    }

    /** How many messages are in the index, each of which has one room. */
    private long indexed() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create virtual table if not exists temp.known using fts5vocab('main', 'words', 'col')");
        }
        return number("select coalesce(sum(cnt), 0) from temp.known where col = 'room'");
    }

    /** As a process does that is killed and started again. */
    private void endAndOpen() throws SQLException {
        close();
        open();
    }

    @Test
    void whatIsKeptIsIndexedStepByStep() throws SQLException {
        keepUnindexed(plain(TEA), LongStream.rangeClosed(1, 10)
                .mapToObj(id -> said(TEA, id, "ann", "x".repeat(100)))
                .toArray(ChatEvent.RoomEvent[]::new));
        assertThat(indexed()).isZero();

        IndexedMessages.Step step = index(300);
        assertThat(step.isAll()).isFalse();
        assertThat(step.bytes()).isBetween(300L, 500L);
        assertThat(indexed()).isEqualTo(3).isEqualTo(mark());

        while (!step.isAll()) {
            step = index(300);
        }
        assertThat(indexed()).isEqualTo(10).isEqualTo(mark());
        assertThat(index(300)).isEqualTo(new IndexedMessages.Step(0, true));
        expectSoundIndex();
    }

    @Test
    void aStepThatIsTakenBackIsTakenByTheNextProcess() throws SQLException {
        keepTexts(1);
        index(1);
        tables.begin();
        tables.indexAll();

        endAndOpen();
        assertThat(indexed()).isEqualTo(1);
        index(Long.MAX_VALUE);
        endAndOpen();
        index(Long.MAX_VALUE);

        assertThat(indexed()).isEqualTo(TEXTS.size());
        expectSoundIndex();
    }

    @Test
    void aStepThatFailsIsTakenAgain() throws SQLException {
        keepTexts(1);
        tables.begin();
        tables.indexAll();
        tables.rollBack();
        tables.close();
        tables = new StoredEvents(connection);

        index(Long.MAX_VALUE);

        assertThat(indexed()).isEqualTo(TEXTS.size());
        assertThat(found("green")).containsExactly(1L);
    }

    @Test
    void whatIsTakenBackBeforeItIsIndexedNeverIs() throws SQLException {
        keepUnindexed(plain(TEA), said(TEA, 1, "ann", "assam"), said(TEA, 2, "ann", "assam"),
                said(TEA, 3, "ann", "assam"));
        index(1);
        keepUnindexed(plain(TEA), redaction(4, 1), redaction(5, 2));
        assertThat(indexed()).isZero();
        index(Long.MAX_VALUE);

        assertThat(found("assam")).containsExactly(3L);
        assertThat(indexed()).isEqualTo(1);
        assertThat(number("select count(*) from words where words match 'assam'")).isEqualTo(1);
        expectSoundIndex();
    }

    private static Redacted redaction(long id, long message) {
        return new Redacted(header(TEA, id, "ann"), message, author("ann"), "", Audience.EVERYBODY);
    }

    @Test
    void whatHasNoWordsIsPassedTooSoThatNobodyLooksAtItAgain() throws SQLException {
        keepUnindexed(plain(TEA), said(TEA, 1, "ann", "assam"), joined(2), said(TEA, 3, "ann", "assam"));
        keepUnindexed(plain(TEA), LongStream.rangeClosed(4, 1_000)
                .mapToObj(RetentionFixture::joined)
                .toArray(ChatEvent.RoomEvent[]::new));

        assertThat(index(1_000).isAll()).isFalse();
        assertThat(mark()).isBetween(200L, 300L);
        index(Long.MAX_VALUE);

        assertThat(mark()).isEqualTo(1_000);
        assertThat(indexed()).isEqualTo(2);
        assertThat(found("assam")).containsExactly(3L, 1L);
    }

    @Test
    void whatIsTooOldIsForgottenWhetherItIsIndexedOrNot() throws SQLException {
        keepUnindexed(plain(TEA), said(TEA, 100, "ann", "assam"), said(TEA, 101, "ann", "assam"),
                said(TEA, 300, "ann", "assam"));
        index(1);

        run(upkeep(seconds(100), 301));

        assertThat(indexed()).isZero();
        index(Long.MAX_VALUE);
        assertThat(found("assam")).containsExactly(300L);
        assertThat(indexed()).isEqualTo(1);
        expectSoundIndex();
    }

    @Test
    void anIdThatComesAfterAGreaterOneIsIndexedWithItsEvent() throws SQLException {
        keep(plain(TEA), said(TEA, 10, "ann", "assam"));

        keepUnindexed(plain(MILK), said(MILK, 9, "ann", "assam"));

        assertThat(indexed()).isEqualTo(2);
        index(Long.MAX_VALUE);
        assertThat(indexed()).isEqualTo(2);
        assertThat(mark()).isEqualTo(10);
    }

    @Test
    void allThatWasIndexedCanBeTakenOut() throws SQLException {
        keepTexts(1);
        index(Long.MAX_VALUE);
        expectSoundIndex();

        tables.begin();
        for (long id = 1; id <= TEXTS.size(); id++) {
            tables.remove(id);
        }
        tables.commit();

        assertThat(indexed()).isZero();
        execute("create virtual table temp.left using fts5vocab('main', 'words', 'row')");
        assertThat(number("select count(*) from temp.left")).isZero();
        expectSoundIndex();
    }

    @Test
    void theSameIsFoundHoweverFarTheIndexIs() throws SQLException {
        keepTexts(1);
        keepTexts(101);
        List<String> phrases = List.of("tea", "TEA tea", "緑", "c d", "fin", "two three", "nothing", "...");
        List<List<Long>> newest = phrases.stream().map(phrase -> found(phrase, HistoryQuery.End.NEWEST)).toList();
        List<List<Long>> oldest = phrases.stream().map(phrase -> found(phrase, HistoryQuery.End.OLDEST)).toList();
        assertThat(newest.getFirst()).containsExactly(107L, 106L, 103L, 101L, 7L);
        assertThat(oldest.getFirst()).containsExactly(1L, 3L, 6L, 7L, 101L);

        for (IndexedMessages.Step step = index(1); !step.isAll(); step = index(1)) {
            assertThat(phrases).map(phrase -> found(phrase, HistoryQuery.End.NEWEST)).isEqualTo(newest);
            assertThat(phrases).map(phrase -> found(phrase, HistoryQuery.End.OLDEST)).isEqualTo(oldest);
        }
        assertThat(phrases).map(phrase -> found(phrase, HistoryQuery.End.NEWEST)).isEqualTo(newest);
    }

    /** Five of those that have the phrase and are neither the first nor the last. */
    private List<Long> found(String phrase, HistoryQuery.End end) {
        try (Connection reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .search(new HistorySearch(
                            Map.of("tea", HistoryPoint.BEGINNING), List.of(phrase), Optional.of("zoë"),
                            new HistoryPoint.OfId(0), new HistoryPoint.OfId(110), end, 5, HistoryQuery.ANYBODY))
                    .stream()
                    .map(Message::id)
                    .toList();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsIndexedDuringASearchIsFoundOnce() throws SQLException {
        keepTexts(1);
        index(Long.MAX_VALUE);
        List<Long> found = found("tea", HistoryQuery.End.NEWEST);

        execute("update indexed set event = 2"); // As the search has read it before the index went on.

        assertThat(found("tea", HistoryQuery.End.NEWEST)).containsExactly(7L, 6L, 3L, 1L).isEqualTo(found);
        assertThat(found("tea", HistoryQuery.End.OLDEST)).isEqualTo(found.reversed());
    }

    @Test
    void aDatabaseOfTheVersionBeforeIsIndexedWhole() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"));
        execute("drop index message_of_room");
        execute("drop index change_of_room");
        execute("drop table indexed");
        execute("alter table room drop column secret");
        execute("pragma user_version=2");

        endAndOpen();

        assertThat(mark()).isEqualTo(100);
        keepUnindexed(plain(TEA), said(TEA, 200, "ann", "assam"));
        index(Long.MAX_VALUE);
        assertThat(found("assam")).containsExactly(200L, 100L);
        assertThat(indexed()).isEqualTo(2);
    }

    private void damage() throws SQLException {
        execute("update words_data set block = x'07' where id > 10");
    }

    @Test
    void damageIsToldToWhoSearches() throws SQLException {
        keepTexts(1);
        index(Long.MAX_VALUE);
        damage();

        assertThatThrownBy(() -> found("green")).isInstanceOf(DamagedIndexException.class);
    }

    @Test
    void anIndexThatWasGivenUpIsLeftAloneUntilItIsMadeAnew() throws SQLException {
        keepTexts(1);
        index(Long.MAX_VALUE);
        damage();
        tables.begin();
        tables.giveUpIndex();
        tables.commit();

        keepUnindexed(plain(TEA), said(TEA, 50, "ann", "assam"), redaction(51, 1));
        assertThat(index(Long.MAX_VALUE)).isEqualTo(IndexedMessages.Step.NOTHING);
        assertThatThrownBy(() -> found("assam")).isInstanceOf(DamagedIndexException.class);
        assertThat(IndexMark.read(connection) == IndexMark.DAMAGED).isTrue();

        tables.close();
        IndexMark.renewIndex(connection);
        tables = new StoredEvents(connection);
        assertThat(found("assam")).containsExactly(50L);
        index(Long.MAX_VALUE);

        assertThat(indexed()).isEqualTo(TEXTS.size());
        assertThat(found("green")).isEmpty();
        assertThat(found("assam")).containsExactly(50L);
        assertThat(number("select v from words_config where k = 'secure-delete'")).isEqualTo(1);
        expectSoundIndex();
    }
}

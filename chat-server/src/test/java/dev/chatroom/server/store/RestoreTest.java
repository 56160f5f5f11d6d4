package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.HistoryPoint;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.core.store.StoredRoom;
import dev.chatroom.server.store.events.StoredEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** People come into a room soon, however much has happened in it. */
class RestoreTest extends RetentionFixture {
    private List<Long> recent() throws SQLException {
        try (var reading = database.openForReading()) {
            StoredRoom room = new HistoryReads(reading).restore(TEA, 10).orElseThrow();
            return room.recent().stream().map(ChatEvent::id).toList();
        }
    }

    @Test
    void messagesBeforeManyOtherEventsAreNotLookedFor() throws Exception {
        keep(plain(TEA), LongStream.rangeClosed(1, HistoryReads.LOOKED_AT + 1)
                .<RoomEvent>mapToObj(second -> second <= 2 ? said(TEA, second, "ann", "hello") : joined(second))
                .toArray(RoomEvent[]::new));
        assertThat(recent()).containsExactly(2L);

        keep(plain(TEA), joined(HistoryReads.LOOKED_AT + 2));
        assertThat(recent()).isEmpty();
    }

    @Test
    void aRoomIsEnteredWithoutItsMessagesIfTheyTakeTooLong() throws Exception {
        keep(plain(TEA), LongStream.rangeClosed(1, 5_000)
                .<RoomEvent>mapToObj(second -> said(TEA, second, "ann", "hello"))
                .toArray(RoomEvent[]::new));
        try (TimedConnection reading =
                new TimedConnection(database.openForReading(), Duration.ofSeconds(5), nanos::get)) {
            StoredRoom room = reading.ask(reads -> {
                nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                return reads.restore(TEA, 1_000);
            }).orElseThrow();

            assertThat(room.snapshot().position()).isEqualTo(5_000);
            assertThat(room.recent()).isEmpty();
            assertThat(reading.ask(reads -> reads.restore(TEA, 1_000)).orElseThrow().recent()).hasSize(4_000);
        }
    }

    @Test
    void aRoomThatIsTooLongToBeForgottenGoesOnThoughNothingWasSaid() throws Exception {
        keep(plain(TEA), LongStream.rangeClosed(1, StoredEvents.MOST_FORGOTTEN_AT_ONCE)
                .mapToObj(RetentionFixture::joined)
                .toArray(RoomEvent[]::new));
        assertThat(room().goesOn()).isFalse();

        keep(plain(TEA), joined(StoredEvents.MOST_FORGOTTEN_AT_ONCE + 1));
        assertThat(room().goesOn()).isTrue();
    }

    private StoredRoom room() throws SQLException {
        try (var reading = database.openForReading()) {
            return new HistoryReads(reading).kept(TEA).orElseThrow();
        }
    }

    @Test
    void itIsGivenUpToLookForMessagesWhereThereAreNone() throws Exception {
        keep(plain(TEA), said(TEA, 1, "ann", "hello"));
        comeAndGo(2, 50_000);
        assertThat(messages(HistoryQuery.End.NEWEST)).containsExactly(1L);
        comeAndGo(50_001, 110_000);
        assertThat(messages(HistoryQuery.End.NEWEST)).isEmpty();

        keep(plain(TEA), said(TEA, 110_001, "ann", "hello again"));
        assertThat(messages(HistoryQuery.End.NEWEST)).containsExactly(110_001L);
        assertThat(messages(HistoryQuery.End.OLDEST)).containsExactly(1L);
    }

    @Test
    void allMessagesAreFoundHoweverManyThereAre() throws Exception {
        keep(plain(TEA), said(TEA, 1, "ann", "hello"));
        comeAndGo(2, 60_000);
        keep(plain(TEA), said(TEA, 60_001, "ann", "hello again"));
        comeAndGo(60_002, 120_000);
        keep(plain(TEA), said(TEA, 120_001, "ann", "and again"));

        assertThat(messages(HistoryQuery.End.NEWEST)).containsExactly(1L, 60_001L, 120_001L);
        assertThat(messages(HistoryQuery.End.OLDEST)).containsExactly(1L, 60_001L, 120_001L);
    }

    @Test
    void aQuestionEndsHoweverFewMessagesItHasFound() throws Exception {
        keep(plain(TEA), said(TEA, 1, "ann", "hello"));
        for (long last = 1; last < 500_000; last += 100_000) {
            comeAndGo(last + 1, last + 99_999);
            keepUnindexed(plain(TEA), said(TEA, last + 100_000, "ann", "hello again"));
        }

        assertThat(messages(HistoryQuery.End.NEWEST)).hasSizeBetween(4, 5).contains(500_001L);
        assertThat(messages(HistoryQuery.End.OLDEST)).hasSizeBetween(4, 5).contains(1L);
    }

    /** Events that are no messages, one a second. */
    private void comeAndGo(long first, long last) throws SQLException {
        execute("""
                insert into event(id, room, sequence, at, kind, author, text, form)
                with recursive second(number) as (select %d union all select number + 1 from second where number < %d)
                select number, 1, number, number, 4, 1, '', null from second""".formatted(first, last));
    }

    private List<Long> messages(HistoryQuery.End end) throws SQLException {
        try (var reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .read(new HistoryQuery(TEA, HistoryPoint.BEGINNING, HistoryPoint.END, end, 10,
                            HistoryQuery.Detail.MESSAGES, HistoryQuery.ANYBODY))
                    .stream()
                    .map(ChatEvent::id)
                    .toList();
        }
    }
}

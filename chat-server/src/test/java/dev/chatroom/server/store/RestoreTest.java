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

    private List<Long> read(HistoryQuery.End end, HistoryQuery.Detail detail) throws SQLException {
        try (var reading = database.openForReading()) {
            return new HistoryReads(reading)
                    .read(new HistoryQuery(
                            TEA, new HistoryPoint.OfId(1), HistoryPoint.END, end, 3, detail, HistoryQuery.ANYBODY))
                    .stream().map(ChatEvent::id).toList();
        }
    }

    @Test
    void messagesAreFoundHoweverManyOtherEventsLieBetween() throws Exception {
        keep(plain(TEA), said(TEA, 1, "ann", "hello"), joined(2), said(TEA, 3, "ann", "again"));
        comeAndGo(10, 600_000);
        keep(plain(TEA), new ChatEvent.TopicChanged(header(TEA, 700_000, "ann"), "tea"));
        comeAndGo(700_001, 1_300_000);
        keep(plain(TEA), said(TEA, 2_000_000, "ann", "late"), said(TEA, 2_000_001, "ann", "later"));
        comeAndGo(2_000_002, 2_120_000);

        assertThat(recent()).containsExactly(1L, 3L, 2_000_000L, 2_000_001L);
        assertThat(read(HistoryQuery.End.OLDEST, HistoryQuery.Detail.MESSAGES))
                .containsExactly(3L, 2_000_000L, 2_000_001L);
        assertThat(read(HistoryQuery.End.NEWEST, HistoryQuery.Detail.MESSAGES))
                .containsExactly(3L, 2_000_000L, 2_000_001L);
        assertThat(read(HistoryQuery.End.OLDEST, HistoryQuery.Detail.OUTSIDE))
                .containsExactly(3L, 700_000L, 2_000_000L);
        assertThat(read(HistoryQuery.End.NEWEST, HistoryQuery.Detail.OUTSIDE))
                .containsExactly(700_000L, 2_000_000L, 2_000_001L);
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

    /** Events that are no messages, one a second. */
    private void comeAndGo(long first, long last) throws SQLException {
        execute("""
                insert into event(id, room, sequence, at, kind, author, text, form)
                with recursive second(number) as (select %d union all select number + 1 from second where number < %d)
                select number, 1, number, number, 4, 1, '', null from second""".formatted(first, last));
    }
}

package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.store.HistoryQuery;
import dev.chatroom.server.store.tables.Database;
import dev.chatroom.server.store.upkeep.Keeping;
import dev.chatroom.server.store.upkeep.OldestEvents;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too much is forgotten, space comes back, and nobody notices. */
@Timeout(60)
class UpkeepTest extends RetentionFixture {
    @Test
    void everythingStaysForEver() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"));

        Upkeep forever = upkeep(Keeping.FOREVER, Integer.MAX_VALUE);

        assertThat(run(forever)).isZero();
        assertThat(forever.waitMillis()).isZero();
        assertThat(kept(TEA)).containsExactly(100L);
    }

    @Test
    void theLogOfAProcessThatWasKilledIsEmptied() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"));
        assertThat(database.logBytes()).isPositive();

        Upkeep next = upkeep(Keeping.FOREVER, Integer.MAX_VALUE);
        assertThat(next.waitMillis()).isPositive();
        run(next);

        assertThat(database.logBytes()).as("what was taken back may be in it").isZero();
    }

    @Test
    void theOldestGoIfThereIsTooMuch() throws SQLException {
        keepMany(3_000);
        long before = used();

        int steps = run(upkeep(new Keeping(Optional.empty(), before / 2), 0));

        assertThat(used()).isBetween(before / 4, before / 2);
        List<Long> kept = kept(TEA);
        assertThat(kept).isNotEmpty().isEqualTo(LongStream.rangeClosed(kept.getFirst(), 3_000).boxed().toList());
        assertThat(steps).as("it is done step by step").isGreaterThan(5);
        expectSoundIndex();
    }

    @Test
    void theNewestStayEvenIfNearlyAllIsIndex() throws SQLException {
        keepWordsThatComeOnce(1, 5_000);
        long before = used();

        run(upkeep(new Keeping(Optional.empty(), before / 2), 0));

        assertThat(used()).isBetween(before / 3, before / 2);
        List<Long> kept = kept(TEA);
        assertThat(kept).hasSizeGreaterThan(1_500)
                .isEqualTo(LongStream.rangeClosed(kept.getFirst(), 5_000).boxed().toList());
        expectSoundIndex();
    }

    @Test
    void nothingIsForgottenIfMergingTheIndexIsEnough() throws SQLException {
        keepWordsThatComeOnce(1, 2_000);
        // A process has ended between forgetting and merging.
        tables.begin();
        long bytes = new OldestEvents(connection, tables, open::contains).forget(1_000, Long.MAX_VALUE, Long.MAX_VALUE);
        tables.commit();
        assertThat(bytes).isPositive();
        List<Long> kept = kept(TEA);

        run(upkeep(new Keeping(Optional.empty(), used() * 3 / 4), 0));

        assertThat(kept(TEA)).hasSize(1_000).isEqualTo(kept);
    }

    @Test
    void theIndexIsMergedWhenMuchWasTooOld() throws SQLException {
        keepWordsThatComeOnce(1, 2_000);
        long before = used();

        run(upkeep(seconds(100), 1_600));

        assertThat(kept(TEA)).hasSize(501);
        assertThat(used()).isLessThan(before / 2);
        expectSoundIndex();
    }

    @Test
    void theOldestGoEvenIfTheIndexWasGivenUp() throws SQLException {
        keepWordsThatComeOnce(1, 2_000);
        tables.begin();
        tables.giveUpIndex();
        tables.commit();
        execute("update words_data set block = x'00000000FFFFFF7F' where id = 10");

        run(upkeep(seconds(100), 1_600));

        assertThat(kept(TEA)).hasSize(501);
    }

    @Test
    void aBurstIsNotForgottenAsAWhole() throws SQLException {
        Keeping half = new Keeping(Optional.empty(), 2 * 1024 * 1024);
        Upkeep upkeep = upkeep(half, 0);
        assertThat(upkeep.step(connection, tables, open::contains)).isFalse();
        assertThat(upkeep.waitMillis()).as("it looks again, even if nothing more is said").isPositive();

        keepMany(3_000);
        run(upkeep);

        assertThat(used()).isBetween(half.mostBytes() / 2, half.mostBytes());
        assertThat(kept(TEA)).hasSizeGreaterThan(300).endsWith(3_000L);
    }

    @Test
    void whatIsTakenBackLeavesTheLogSoon() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"));
        Upkeep upkeep = upkeep(Keeping.FOREVER, 0);
        assertThat(upkeep.step(connection, tables, open::contains)).isFalse();
        assertThat(upkeep.waitMillis()).isZero();

        upkeep.tookBack();
        assertThat(upkeep.waitMillis()).isBetween(1L, 1_000L);
        assertThat(upkeep.step(connection, tables, open::contains)).isFalse();

        assertThat(database.logBytes()).isZero();
        assertThat(upkeep.waitMillis()).isZero();
    }

    private void keepMany(int count) throws SQLException {
        String text = "x".repeat(1_500);
        keep(plain(TEA), LongStream.rangeClosed(1, count)
                .mapToObj(second -> said(TEA, second, "ann", text + second))
                .toArray(RoomEvent[]::new));
    }

    @Test
    void theFileGetsShorter() throws Exception {
        keepMany(3_000);
        number("pragma wal_checkpoint(truncate)");
        long before = Files.size(folder.resolve("history.db"));

        run(upkeep(seconds(100), 2_900));
        number("pragma wal_checkpoint(truncate)");

        assertThat(Files.size(folder.resolve("history.db"))).isLessThan(before / 2);
        assertThat(kept(TEA)).hasSize(201);
        expectSoundIndex();
    }

    @Test
    void itRestsLongerThanItWorks() throws SQLException {
        keepMany(100);
        // Each look at the time is 20 ms after the one before.
        Upkeep slow = new Upkeep(
                seconds(10), Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC),
                () -> nanos.addAndGet(20_000_000), () -> 0);

        assertThat(slow.step(connection, tables, open::contains)).isTrue();

        assertThat(slow.waitMillis()).isEqualTo(40); // Of 60.
        assertThat(slow.isDue()).isFalse();
        assertThat(kept(TEA).size()).as("a step is small").isGreaterThan(80);
    }

    @Test
    void aStepIsSmallHoweverLongThereWasNothingToDo() throws SQLException {
        Upkeep upkeep = upkeep(seconds(10), 1_000_000);
        for (int look = 0; look < 10; look++) {
            assertThat(upkeep.step(connection, tables, open::contains)).isFalse();
        }
        keepMany(100);

        assertThat(upkeep.step(connection, tables, open::contains)).isTrue();

        assertThat(kept(TEA)).hasSizeGreaterThan(80);
    }

    @Test
    void itRestsUnlessWhatIsTooMuchGrows() throws SQLException {
        keepMany(2_000);
        Upkeep upkeep = new Upkeep(
                new Keeping(Optional.empty(), used() / 2), Clock.systemUTC(), () -> nanos.addAndGet(20_000_000),
                () -> 0);
        assertThat(upkeep.step(connection, tables, open::contains)).isTrue();
        assertThat(upkeep.isDue()).as("there was as much from the beginning").isFalse();

        keep(plain(TEA), LongStream.rangeClosed(2_001, 2_500)
                .mapToObj(second -> said(TEA, second, "ann", "x".repeat(1_500) + second))
                .toArray(RoomEvent[]::new));
        assertThat(upkeep.step(connection, tables, open::contains)).isTrue();

        assertThat(upkeep.isDue()).isTrue();
        assertThat(kept(TEA)).as("others do not wait until as many are forgotten as were written")
                .hasSizeGreaterThan(2_000);
    }

    @Test
    void aLogThatReadersKeptLongIsCutOff() throws Exception {
        keepMany(100);
        assertThat(database.logBytes()).isPositive();
        Upkeep upkeep = new Upkeep(Keeping.FOREVER, Clock.systemUTC(), nanos::get, () -> Long.MAX_VALUE);

        upkeep.step(connection, tables, open::contains);

        assertThat(database.logBytes()).isZero();
        assertThat(number("pragma busy_timeout")).isEqualTo(Database.WAIT_FOR_LOCK_MILLIS);
    }

    @Test
    void anExpiredLineIsForgottenWhileTheServerRuns() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"), said(TEA, 200, "ann", "assam"));
        close();
        try (SqliteHistory history = SqliteHistory.open(
                new StoreSettings(folder, false, false, seconds(100), new ReadBounds(Duration.ofSeconds(10), 100)),
                Clock.fixed(Instant.ofEpochSecond(250), ZoneOffset.UTC), keeping -> {
                })) {
            HistoryQuery newest = HistoryQuery.newest(TEA, 10, HistoryQuery.ANYBODY);
            while (history.read(newest).size() > 1) {
                Thread.onSpinWait();
            }
            assertThat(history.read(newest)).extracting(RoomEvent::id).containsExactly(200L);
        }
        open();
    }
}

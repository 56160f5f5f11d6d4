package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.upkeep.IndexMerge;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Merging frees pages, a few at a time, and comes to an end. */
@Timeout(60)
class IndexMergeTest extends RetentionFixture {
    private static final int PAGES = 4;

    private final IndexMerge merge = new IndexMerge();

    /** Takes a step in a transaction. */
    private void step(Statement statement) throws SQLException {
        tables.begin();
        if (merge.isUnderway()) {
            merge.step(statement, PAGES);
        } else {
            merge.begin(statement, PAGES, number("pragma page_count"));
        }
        tables.commit();
    }

    /** Goes on to the end, from the beginning if nothing is under way. */
    private void mergeAll() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            do {
                step(statement);
            } while (merge.isUnderway());
        }
    }

    private void forget(long first, long last) throws SQLException {
        tables.begin();
        for (long id = first; id <= last; id++) {
            tables.remove(id);
        }
        tables.commit();
    }

    @Test
    void aSegmentThatIsAloneGetsSmaller() throws SQLException {
        keepWordsThatComeOnce(1, 1_000);
        mergeAll();
        forget(1, 750);
        long before = used();

        mergeAll();

        assertThat(used()).isLessThan(before * 2 / 3);
        expectSoundIndex();
    }

    @Test
    void newSegmentsDoNotHoldItUp() throws SQLException {
        keepWordsThatComeOnce(1, 1_000);
        mergeAll();
        forget(1, 750);
        long before = used();
        try (Statement statement = connection.createStatement()) {
            step(statement);
        }
        for (long id = 1_001; id <= 1_003; id++) {
            keepWordsThatComeOnce(id, id); // Each is a segment.
        }

        mergeAll();

        assertThat(used()).isLessThan(before * 2 / 3);
    }

    @Test
    void itEndsEvenIfMoreIsSaidAllTheTime() throws SQLException {
        keepWordsThatComeOnce(1, 1_000);
        long most = 2 * number("pragma page_count") / PAGES + 2;
        try (Statement statement = connection.createStatement()) {
            step(statement);
            for (int steps = 1; merge.isUnderway() && steps < most; steps++) {
                keepWordsThatComeOnce(1_000 + 2 * steps, 1_000 + 2 * steps);
                keepWordsThatComeOnce(1_001 + 2 * steps, 1_001 + 2 * steps);
                step(statement);
            }
        }
        assertThat(merge.isUnderway()).isFalse();
        expectSoundIndex();
    }

    @Test
    void itCanBeDoneAgainAndAgain() throws SQLException {
        keepWordsThatComeOnce(1, 200);
        for (int round = 1; round <= 200; round++) {
            forget(round, round);
            keepWordsThatComeOnce(200 + round, 200 + round);
            mergeAll();
        }
        assertThat(kept(TEA)).hasSize(200);
        assertThat(number("select count(distinct segid) from words_idx")).isEqualTo(1);
        expectSoundIndex();
    }

    @Test
    void nobodyFindsWhatIsWrittenForIt() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "x"));

        mergeAll();

        assertThat(found("x")).containsExactly(100L);
        assertThat(number("select count(*) from words where words match 'x'")).isEqualTo(1);
    }
}

package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Audience;
import dev.chatroom.core.event.ChatEvent.Joined;
import dev.chatroom.core.event.ChatEvent.Tagged;
import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.MessageTags;
import dev.chatroom.core.text.RoomName;
import dev.chatroom.server.store.upkeep.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too old is forgotten, and what nobody needs then, and nothing else. */
@Timeout(60)
class RetentionTest extends RetentionFixture {
    @Test
    void whatIsTooOldIsForgottenAndNothingElse() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"), said(TEA, 200, "bob", "assam"), said(TEA, 300, "ann", "earl"));

        run(upkeep(seconds(100), 301));

        assertThat(kept(TEA)).containsExactly(300L);
        assertThat(found("assam")).isEmpty();
        assertThat(found("earl")).containsExactly(300L);
        expectSoundIndex();
    }

    @Test
    void itIsSaidUpToWhichEventAllIsForgotten() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"), said(TEA, 200, "bob", "assam"), said(TEA, 300, "ann", "earl"));
        Upkeep upkeep = upkeep(seconds(100), 301);
        assertThat(upkeep.forgottenUpTo()).isZero();

        run(upkeep);

        assertThat(upkeep.forgottenUpTo()).isEqualTo(200);
        try (Connection reading = database.openForReading()) {
            assertThat(new HistoryReads(reading).forgottenUpTo()).as("after a restart").isEqualTo(200);
        }
    }

    @Test
    void whatIsJustOldEnoughStays() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"), said(TEA, 200, "ann", "assam"));

        run(upkeep(seconds(100), 300));

        assertThat(kept(TEA)).containsExactly(200L);
    }

    @Test
    void wordsOfTheForgottenLeaveTheFile() throws Exception {
        keep(plain(TEA), said(TEA, 100, "ann", "darjeeling"), said(TEA, 200, "ann", "earl"));

        run(upkeep(seconds(100), 250));
        number("pragma wal_checkpoint(truncate)");

        assertThat(text()).contains("earl").doesNotContain("darjeeling");
    }

    private String text() throws IOException {
        return new String(Files.readAllBytes(folder.resolve("history.db")),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void authorsNobodyNeedsGo() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "a"), said(TEA, 150, "bob", "b"), said(TEA, 300, "ann", "c"));

        run(upkeep(seconds(100), 301));

        assertThat(number("select count(*) from author")).isEqualTo(1);
        assertThat(number("select count(*) from author where nickname = 'ann'")).isEqualTo(1);
        // Bob comes again: the row that was known is not used any more.
        keep(plain(TEA), said(TEA, 302, "bob", "d"));
        assertThat(kept(TEA)).containsExactly(300L, 302L);
    }

    @Test
    void anEmptyRoomIsForgottenWithItsLastLine() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "a"), joined(TEA, 300));
        keep(plain(MILK), said(MILK, 350, "ann", "b"));

        run(upkeep(seconds(100), 301));

        assertThat(number("select count(*) from room")).isEqualTo(1);
        assertThat(number("select count(*) from event")).isEqualTo(1);
        assertThat(kept(MILK)).containsExactly(350L);
    }

    private static Joined joined(RoomName room, long second) {
        return new Joined(header(room, second, "cat"), false, Optional.empty(), Set.of());
    }

    @Test
    void aRoomThatSomebodyIsInStays() throws SQLException {
        open.add("tea");
        keep(plain(TEA), said(TEA, 100, "ann", "a"));

        run(upkeep(seconds(100), 301));

        assertThat(kept(TEA)).isEmpty();
        assertThat(number("select count(*) from room")).isEqualTo(1);
    }

    @Test
    void aRoomWithATopicGoesOnAfterTheSequenceThatWasForgottenLast() throws SQLException {
        RoomSnapshot arranged = new RoomSnapshot(
                TEA, Instant.EPOCH, new Topic("green", author("ann"), Instant.EPOCH), RoomModes.STANDARD, 1);
        keep(arranged, said(TEA, 100, "ann", "a"), said(TEA, 101, "ann", "b"));

        run(upkeep(seconds(100), 301));

        assertThat(kept(TEA)).isEmpty();
        try (Connection reading = database.openForReading()) {
            RoomSnapshot now = new HistoryReads(reading).restore(TEA, 10).orElseThrow().snapshot();
            assertThat(now.position()).isEqualTo(101);
            assertThat(now.topic()).isEqualTo(arranged.topic());
        }
    }

    @Test
    void whatHasNoWordsLeavesTheIndexAsItIs() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "assam"), new Tagged(
                header(TEA, 101, "bob"), MessageTags.of(Map.of("+react", "assam")), Audience.EVERYBODY));

        tables.begin();
        tables.remove(101);
        tables.commit();

        expectSoundIndex();
        assertThat(found("assam")).containsExactly(100L);
    }

    @Test
    void noIdIsGivenTwice() throws SQLException {
        keep(plain(TEA), said(TEA, 100, "ann", "a"));

        run(upkeep(seconds(100), 301));

        assertThat(number("select count(*) from author")).isZero();
        try (Connection reading = database.openForReading()) {
            assertThat(new HistoryReads(reading).last()).containsExactly(100, author("ann").userId());
        }
    }
}

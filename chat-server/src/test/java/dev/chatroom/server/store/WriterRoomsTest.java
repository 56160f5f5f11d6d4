package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.event.Topic;
import dev.chatroom.core.room.RoomModes;
import dev.chatroom.core.room.RoomSnapshot;
import dev.chatroom.core.text.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the writer knows of rooms that have emptied. */
@Timeout(60)
class WriterRoomsTest extends WriterFixture {
    @Test
    void onlyAPlaceThatHasJustEmptiedIsWaitedFor() throws Exception {
        writer.open(room);
        append(1);
        writer.awaitWritten();
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("begin immediate"); // The writer waits for this one.
            append(2);
            assertThat(writer.awaitRetired(new RoomName("empty", "empty"))).isNull();
            writer.retire(room, snapshot());
            Thread entering = Thread.ofVirtual().start(() -> {
                RoomSnapshot unused = writer.awaitRetired(TEA);
            });
            assertThat(entering.join(Duration.ofMillis(100))).isFalse();

            statement.execute("commit");
            assertThat(entering.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(kept()).isEqualTo(upTo(2));
    }

    private RoomSnapshot arranged(RoomName name) {
        return new RoomSnapshot(name, Instant.EPOCH, Topic.NONE, new RoomModes(Set.of(), "abc", 0, Map.of()), 0);
    }

    private void enteredAndLeft(String name) {
        RoomName room = new RoomName(name, name);
        WrittenRoom left = room(room, shown::set);
        writer.open(left);
        writer.retire(left, arranged(room));
    }

    @Test
    void aWriterThatHasEndedKeepsHowRoomsWereLeftWithinABound() {
        writer.close();
        enteredAndLeft("tea");
        for (int i = 0; i < 10_000; i++) {
            enteredAndLeft("tea"); // Each time anew, which is no more than once.
        }
        assertThat(writer.rooms().left(TEA)).isEqualTo(arranged(TEA));
        assertThat(writer.rooms().isGivenUp("tea")).isFalse();

        for (int i = 0; i < 10_000; i++) {
            enteredAndLeft("room" + i);
        }

        assertThat(writer.rooms().left(TEA)).isEqualTo(arranged(TEA));
        assertThat(IntStream.range(0, 10_000)
                .filter(i -> writer.rooms().contains("room" + i))
                .count()).isBetween(100L, MOST_BYTES / WriteTask.SNAPSHOT);
        assertThat(writer.rooms().isGivenUp("room9999")).isTrue();
        assertThat(writer.rooms().isGivenUp("another")).isFalse();

        for (int i = 0; i < OpenRooms.MOST_GIVEN_UP; i++) {
            enteredAndLeft("more" + i);
        }
        assertThat(writer.rooms().isGivenUp("another")).as("as all names would be too many").isTrue();
    }

    @Test
    void aRoomWhoseEndCannotBeWrittenIsOpenNoMore() throws SQLException {
        writer.open(room);
        append(1);
        writer.awaitWritten();
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("create trigger never before update on room begin select raise(abort, 'never'); end");
        }
        writer.retire(room, snapshot());
        writer.awaitWritten();

        assertThat(writer.rooms().contains("tea")).isFalse();
        assertThat(writer.isKeeping()).isTrue();
    }
}

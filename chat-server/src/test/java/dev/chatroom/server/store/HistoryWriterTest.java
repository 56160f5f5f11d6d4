package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.store.HistoryStore;
import dev.chatroom.core.text.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the writer does if the disk takes nothing, and if something cannot be written. */
@Timeout(60)
class HistoryWriterTest extends WriterFixture {
    @Test
    void whatADiskRefusesIsShownAndWrittenLater() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500)); // More than what is left of the last page.
        assertThat(shown).hasValue(200);
        assertThat(keeping).containsExactly(false);
        assertThat(kept().size()).isLessThan(200);

        space(true);
        time.addAndGet(SECOND);
        append(201);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(201));
        assertThat(keeping).containsExactly(false, true);
        assertThat(writer.bytes()).isZero();
    }

    @Test
    void aRoomThatBeganWhileTheDiskRefusedIsWrittenLater() throws SQLException {
        space(false);
        append(1, "x".repeat(20_000), snapshot());
        append(2);
        writer.awaitWritten();
        assertThat(kept()).isEmpty();

        space(true);
        time.addAndGet(SECOND);
        append(3);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(3));
    }

    @Test
    void aDiskThatRefusesIsAskedOnceASecond() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        int before = kept().size();

        space(true);
        write(201, 210, "soon");
        assertThat(kept()).hasSize(before);

        time.addAndGet(SECOND);
        write(211, 211, "now");
        assertThat(kept()).isEqualTo(upTo(211));
    }

    @Test
    void theNewestOfWhatADiskRefusesStayInMemory() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        String text = "x".repeat(2_000);
        write(2, 2_000, text);
        assertThat(shown).hasValue(2_000);
        assertThat(writer.bytes()).isBetween(MOST_BYTES / 2, MOST_BYTES);

        space(true);
        time.addAndGet(SECOND);
        write(2_001, 2_001, text);

        List<Long> kept = kept();
        assertThat(kept).first().isEqualTo(1L);
        assertThat(kept).endsWith(1_999L, 2_000L, 2_001L);
        assertThat(kept.size()).isBetween(200, 1_000);
    }

    @Test
    void itIsWrittenAtTheEndIfThatIsPossibleThen() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        space(true);

        writer.close();

        assertThat(kept()).isEqualTo(upTo(200));
    }

    @Test
    void anEventThatCannotBeWrittenIsLeftOutAlone() throws SQLException {
        append(1);
        writer.awaitWritten();
        List<Long> wanted = new ArrayList<>(upTo(1));
        for (long id = 2; id < 50; id++) {
            append(id);
            wanted.add(id);
            if (id == 20) {
                append(1); // There is one already.
            }
        }
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(wanted);
        assertThat(shown).hasValue(49);
        assertThat(keeping).isEmpty();
    }

    @Test
    void aBanThatTheDiskRefusesIsWrittenLater() throws SQLException {
        append(1);
        writer.awaitWritten();
        space(false);
        write(2, 200, "x".repeat(500));
        writer.change("the ban of 10.0.0.1", StoredBans.change("10.0.0.1", true));
        writer.change("the ban of 10.0.0.2", StoredBans.change("10.0.0.2", true));
        writer.change("the ban of 10.0.0.1", StoredBans.change("10.0.0.1", false));
        writer.awaitWritten();
        assertThat(writer.isKeeping()).isFalse();

        space(true);
        time.addAndGet(SECOND);
        append(201);
        writer.awaitWritten();

        assertThat(StoredBans.read(connection)).containsExactly("10.0.0.2");
        assertThat(kept()).isEqualTo(upTo(201));
        assertThat(writer.isKeeping()).isTrue();
    }

    @Test
    void aFaultOfTheProgramEndsNothing() throws SQLException {
        WrittenRoom unknown = room(new RoomName("unknown", "unknown"), shown::set);
        assertThat(writer.append(unknown, said(5, "of a room without a beginning"), null)).isTrue();
        writer.awaitWritten();
        assertThat(shown).hasValue(5);

        append(1);
        append(2);
        writer.awaitWritten();

        assertThat(kept()).isEqualTo(upTo(2));
    }

    @Test
    void whatHappensInSeveralRoomsIsShownInItsOrder() throws SQLException {
        List<String> order = new CopyOnWriteArrayList<>();
        List<String> woken = new CopyOnWriteArrayList<>();
        List<WrittenRoom> rooms = Stream.of("tea", "den", "cat")
                .map(name -> new WrittenRoom(new RoomName(name, name), new HistoryStore.Readers(
                        sequence -> order.add(name + " " + sequence), () -> woken.add(name))))
                .toList();
        List<String> happened = new ArrayList<>();
        try (Connection other = database.openForWriting(); Statement statement = other.createStatement()) {
            statement.execute("begin immediate"); // So that all of it is written at once.
            for (int id = 1; id <= 90; id++) {
                WrittenRoom room = rooms.get(id * id % 7 % 3);
                assertThat(writer.append(room, said(id, "line"), id <= 7 ? snapshot() : null)).isTrue();
                happened.add(room.name().text() + " " + id);
            }
            statement.execute("commit");
        }
        writer.awaitWritten();

        assertThat(happened).containsSubsequence(order);
        assertThat(order).hasSizeGreaterThan(50);
        // At most two commits: the writer may have begun with the first event when the other had not yet begun.
        assertThat(woken).contains("tea", "den", "cat").hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        writer.close();

        assertThat(writer.append(room, said(1, "late"), snapshot())).isFalse();
    }
}

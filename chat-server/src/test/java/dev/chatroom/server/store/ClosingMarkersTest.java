package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.store.tables.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing does not wait for each of many markers that a disk takes slowly. */
@Timeout(60)
class ClosingMarkersTest {
    private static final int MANY = 100;

    @TempDir
    Path folder;

    private final AtomicLong looks = new AtomicLong();

    /** How many markers are written if each look at the clock comes so many seconds after the one before. */
    private int written(int step) throws Exception {
        Database database = new Database(folder.resolve(step + ".db"), false);
        ReadTrouble trouble = new ReadTrouble(Clock.systemUTC());
        try (Connection blocking = database.openForWriting(); Statement statement = blocking.createStatement()) {
            ReadBounds bounds = new ReadBounds(Duration.ofMinutes(1), 1);
            try (ReaderPool readers = new ReaderPool(database, bounds, trouble, System::nanoTime)) {
                StoredMarkers markers = new StoredMarkers(readers, database.openForWriting(), trouble,
                        () -> TimeUnit.SECONDS.toNanos(looks.incrementAndGet() * step));
                statement.execute("begin immediate");
                for (int i = 0; i < MANY; i++) {
                    markers.keep("ann", "room" + i, Instant.EPOCH.plusSeconds(1), "near");
                }
                Thread closing = Thread.ofPlatform().start(markers::close);
                while (looks.get() == 0) {
                    Thread.onSpinWait(); // Until it is being closed.
                }
                statement.execute("commit");
                closing.join();
            }
            try (var count = statement.executeQuery("select count(*) from marker")) {
                return count.getInt(1);
            }
        }
    }

    @Test
    void allAreWrittenThatTakeNoTime() throws Exception {
        assertThat(written(0)).isEqualTo(MANY);
    }

    @Test
    void onlyAFewAreWrittenThatTakeLong() throws Exception {
        assertThat(written(8)).isBetween(1, 4);
    }
}

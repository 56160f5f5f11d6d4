package dev.chatroom.server.store;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.store.HistoryStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** The database is a store as any other. */
class SqliteHistoryTest extends HistoryStoreContract {
    private static final ReadBounds BOUNDS = new ReadBounds(Duration.ofMinutes(1), 256);

    @TempDir
    Path folder;

    private SqliteHistory store;

    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        store = SqliteHistory.open(folder, false, BOUNDS, Clock.systemUTC(), keeping -> {
        });
        return builder.history(store);
    }

    @Override
    protected void settle() {
        store.awaitWritten();
    }
}

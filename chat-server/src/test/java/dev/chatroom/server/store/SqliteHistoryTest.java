package dev.chatroom.server.store;

import dev.chatroom.core.ChatBuilder;
import dev.chatroom.core.store.HistoryStoreContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** The database is a store as any other. */
class SqliteHistoryTest extends HistoryStoreContract {
    @TempDir
    Path folder;

    private SqliteHistory store;

    @Override
    protected ChatBuilder with(ChatBuilder builder) {
        store = SqliteHistory.open(folder, false, Clock.systemUTC(), keeping -> {
        });
        return builder.history(store);
    }

    @Override
    protected void settle() {
        store.awaitWritten();
    }
}

package dev.chatroom.server;

import dev.chatroom.server.access.BannedAddresses;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.cluster.Cluster;
import dev.chatroom.server.config.DataConfig;
import dev.chatroom.server.config.DataException;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.store.ReadBounds;
import dev.chatroom.server.store.SqliteHistory;
import dev.chatroom.server.store.StoreSettings;
import dev.chatroom.server.store.tables.StoreException;
import dev.chatroom.server.store.upkeep.Keeping;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a server has in the folder that {@code --data} names, if there is one. */
final class ServerHistory {
    private ServerHistory() {}

    /**
     * Opens the history; null if none is kept.
     *
     * @param keeping is told false when nothing is kept any more, and true when it is again
     */
    static @Nullable SqliteHistory open(@Nullable DataConfig data, Clock clock, Consumer<Boolean> keeping)
            throws DataException {
        if (data == null) {
            return null;
        }
        StoreSettings settings = new StoreSettings(
                data.folder(), data.full(), data.required(),
                new Keeping(data.keep(), data.keepBytes()),
                new ReadBounds(data.readTime(), data.readsWaiting()));
        try {
            return SqliteHistory.open(settings, clock, keeping);
        } catch (StoreException e) {
            throw new DataException(e.line(), e);
        }
    }

    /** Hides addresses: as long as the history or the cluster goes on, or until the process ends if there is neither. */
    static Cloak cloak(@Nullable SqliteHistory history, @Nullable Cluster cluster) {
        if (cluster != null) {
            return Cloak.of(cluster.cloakKey());
        }
        return history == null ? Cloak.random() : Cloak.of(history.cloakKey());
    }

    /** What people are told when it is kept no more, or is again. */
    static Notice notice(@Nullable DataConfig data, boolean kept) {
        return new Notice.HistoryKept(kept, data != null && data.required());
    }

    /** What newcomers are told if it is not kept now. */
    static Optional<Notice> trouble(@Nullable SqliteHistory history, @Nullable DataConfig data) {
        return history == null || history.isKeeping() ? Optional.empty() : Optional.of(notice(data, false));
    }

    /** The bans of addresses, which are kept with the history, or are those of the cluster. */
    static BannedAddresses bans(@Nullable SqliteHistory history, @Nullable Cluster cluster) {
        if (cluster != null) {
            BannedAddresses bans = new BannedAddresses(List.of(), cluster.bans()::change);
            cluster.bans().tell(bans::take);
            return bans;
        }
        return history == null ? new BannedAddresses() : new BannedAddresses(history.bans(), history::keepBan);
    }
}

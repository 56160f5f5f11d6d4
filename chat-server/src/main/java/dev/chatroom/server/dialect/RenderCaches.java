package dev.chatroom.server.dialect;

import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.MemoryAccount;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The caches of all rooms of a server, by the room's account, which is charged for them: it tells when memory is short, and
 * when the room is gone. For any thread.
 */
public final class RenderCaches {
    private final ConcurrentHashMap<MemoryAccount, OfRoom> rooms = new ConcurrentHashMap<>();

    /** The caches of one room, one for each encoding that somebody reads. */
    private final class OfRoom implements MemoryAccount.Cache {
        private final MemoryAccount account;
        private final ConcurrentHashMap<Encoding, RenderCache> encodings = new ConcurrentHashMap<>(1);

        OfRoom(MemoryAccount account) {
            this.account = account;
        }

        RenderCache in(Encoding encoding) {
            RenderCache known = encodings.get(encoding);
            return known == null
                    ? encodings.computeIfAbsent(encoding, one -> new RenderCache(one, account))
                    : known;
        }

        @Override
        public void clear() {
            encodings.values().forEach(RenderCache::clear);
        }

        @Override
        public void end() {
            rooms.remove(account, this);
            clear();
        }
    }

    /** The cache of the room that these events are from; one that keeps nothing, for its last readers, if that is gone. */
    public RenderCache of(EventBatch<ChatEvent> events, Encoding encoding) {
        MemoryAccount account = events.account();
        OfRoom known = rooms.get(account);
        return (known == null ? add(account) : known).in(encoding);
    }

    private OfRoom add(MemoryAccount account) {
        OfRoom mine = new OfRoom(account);
        OfRoom faster = rooms.putIfAbsent(account, mine);
        if (faster != null) {
            return faster;
        }
        if (!account.addCache(mine)) {
            mine.end();
        }
        return mine;
    }

    /** How many rooms have caches. */
    int size() {
        return rooms.size();
    }
}

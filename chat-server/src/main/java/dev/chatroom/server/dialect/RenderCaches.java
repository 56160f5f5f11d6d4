package dev.chatroom.server.dialect;

import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.memory.MemoryAccount;
import java.util.concurrent.ConcurrentHashMap;

/** The caches of one room, one for each encoding that somebody reads; kept with the room. For any thread. */
public final class RenderCaches implements MemoryAccount.Cache {
    private final MemoryAccount account;
    private final ConcurrentHashMap<Encoding, RenderCache> known = new ConcurrentHashMap<>(1);

    private RenderCaches(MemoryAccount account) {
        this.account = account;
    }

    /** The cache of the room that these events are from. */
    public static RenderCache of(EventBatch<ChatEvent> events, Encoding encoding) {
        RenderCaches all = events.attachment(RenderCaches.class, RenderCaches::new);
        return all.known.computeIfAbsent(encoding, one -> new RenderCache(one, all.account));
    }

    @Override
    public void clear() {
        known.values().forEach(RenderCache::clear);
    }
}

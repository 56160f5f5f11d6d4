package dev.chatroom.core.memory;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What readers keep with a log, as {@code EventBatch.attachment} says; at most one object. For any thread. */
public final class Attachment {
    private final MemoryAccount account;
    private final AtomicReference<@Nullable Object> kept = new AtomicReference<>();

    /** @param account is charged for it */
    public Attachment(MemoryAccount account) {
        this.account = account;
    }

    /** What is kept, or made now. */
    public <T> T get(Class<T> type, Function<MemoryAccount, T> made) {
        T known = type.cast(kept.get());
        if (known != null) {
            return known;
        }
        T mine = made.apply(account);
        return kept.compareAndSet(null, mine) ? mine : get(type, made);
    }

    /** Has it let go of what can be made anew. */
    public void clear() {
        if (kept.get() instanceof MemoryAccount.Cache cache) {
            cache.clear();
        }
    }
}

package dev.chatroom.server.store.upkeep;

import java.time.Duration;
import java.util.Optional;

/**
 * How long events are kept. What is older or more is forgotten, the oldest first.
 *
 * @param longest how long an event is kept at most; nothing for ever
 * @param mostBytes how many bytes of the database may be in use; {@link Long#MAX_VALUE} for as many as there are
 */
public record Keeping(Optional<Duration> longest, long mostBytes) {
    /** Everything is kept. */
    public static final Keeping FOREVER = new Keeping(Optional.empty(), Long.MAX_VALUE);

    public boolean isForever() {
        return equals(FOREVER);
    }
}

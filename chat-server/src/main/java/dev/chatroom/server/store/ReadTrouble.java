package dev.chatroom.server.store;

import dev.chatroom.server.store.tables.Database;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the log is told when the history cannot be read: once a minute at most. For any thread. */
final class ReadTrouble {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toMillis(1);

    private final Clock clock;

    /** When the log was last told, by the clock. */
    private final AtomicLong told = new AtomicLong(Long.MIN_VALUE);

    ReadTrouble(Clock clock) {
        this.clock = clock;
    }

    void unreadable(Throwable reason) {
        warn("the history cannot be read: {0}", reason);
    }

    /** How far somebody has read could not be noted. */
    void unwritten(Throwable reason) {
        warn("what people have read cannot be noted: {0}", reason);
    }

    private void warn(String what, Throwable reason) {
        long now = clock.millis();
        long before = told.get();
        boolean isLongAgo = now < before || now - BETWEEN_WARNINGS >= before;
        if (isLongAgo && told.compareAndSet(before, now)) {
            LOG.log(Level.WARNING, what,
                    reason instanceof Exception failure ? Database.reason(failure) : reason.getMessage());
        }
    }
}

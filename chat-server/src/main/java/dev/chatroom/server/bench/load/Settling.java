package dev.chatroom.server.bench.load;

import dev.chatroom.server.bench.plan.Progress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits until nobody has been sent anything for half a second, and the server's process, if it is known, has been nearly at
 * rest for as long: the newcomers have been greeted, and what their coming caused is done.
 */
final class Settling implements Activity {
    static final long MOST_MICROS = 30 * Stopwatch.SECOND;

    private static final long QUIET_MICROS = Stopwatch.SECOND / 2;
    private static final long STEP_MICROS = QUIET_MICROS / 5;

    /** A tenth of a processor. */
    private static final int RESTING_PART = 10;

    private final EventLoop loop;
    private final Supplier<Optional<ProcessUse>> server;
    private final Progress progress;
    private long checkedAt;
    private long usedThen;
    private boolean resting;

    Settling(EventLoop loop, Supplier<Optional<ProcessUse>> server, Progress progress) {
        this.loop = loop;
        this.server = server;
        this.progress = progress;
    }

    @Override
    public long step(long now) {
        progress.at("settling", 0, 0);
        if (now - checkedAt >= QUIET_MICROS) {
            long used = server.get().map(ProcessUse::cpuMicros).orElse(0L);
            resting = checkedAt > 0 && (used - usedThen) * RESTING_PART < now - checkedAt;
            usedThen = used;
            checkedAt = now;
        }
        return resting && now - loop.lastReadAt() > QUIET_MICROS ? FINISHED : STEP_MICROS;
    }
}

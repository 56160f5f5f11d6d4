package dev.chatroom.server.cluster.people;

import dev.chatroom.server.cluster.people.SharedMap.Listener;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Listening to a map that goes on whatever becomes of the connection: it is begun again until that succeeds, and now and then it is
 * looked whether all comes that the map has. Owned by the ledger's thread, except {@link #renew}.
 */
final class KeptWatch {
    private static final long BETWEEN_TRIES = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(10).toNanos();

    private final Watched map;
    private final Listener listener;

    /** Runs what waits for the broker. */
    private final Executor waiting;

    private final Consumer<Exception> failures;
    private final LongSupplier nanoTime;

    /** Whether the map is to be listened to anew. */
    private volatile boolean due;

    private final AtomicBoolean busy = new AtomicBoolean();
    private long triedAt;
    private long lookedAt;

    /** What the map had when that was looked at last: it has to be told by the next time. */
    private volatile long expected;

    /** A map that can be listened to. */
    interface Watched {
        /** Begins to tell of everything; ends what was begun before. Waits. */
        void watch(Listener listener) throws Exception;

        /** The greatest revision that there is. Waits. */
        long newest() throws Exception;

        /** The greatest revision that has been told. For any thread. */
        long told();
    }

    KeptWatch(Watched map, Listener listener, Executor waiting, Consumer<Exception> failures, LongSupplier nanoTime) {
        this.map = map;
        this.listener = listener;
        this.waiting = waiting;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.triedAt = nanoTime.getAsLong() - BETWEEN_TRIES;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** What has changed may not have come: all is to be told again. For any thread. */
    void renew() {
        due = true;
    }

    /** To be called several times a second. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (busy.get()) {
            return;
        } else if (due && now - triedAt >= BETWEEN_TRIES) {
            due = false;
            triedAt = now;
            perform(this::begin);
        } else if (!due && now - lookedAt >= BETWEEN_LOOKS) {
            lookedAt = now;
            if (map.told() < expected) {
                due = true;
            } else {
                perform(() -> expected = map.newest());
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private void begin() throws Exception {
        try {
            map.watch(listener);
        } catch (Exception failed) {
            due = true;
            throw failed;
        }
    }

    private void perform(Step step) {
        busy.set(true);
        waiting.execute(() -> {
            try {
                step.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                failures.accept(failed);
            } finally {
                busy.set(false);
            }
        });
    }
}

package dev.chatroom.server.pace;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Something that the server has yet to do before a client's last line can be answered. For any thread. */
public interface Pending {
    /** Runs this when it is done; at once if it is. The action is short and never blocks. */
    void whenDone(Runnable action);

    /** The same, but what is run then is run after this time at the latest, so perhaps again when it is done. */
    default Pending within(Duration most, ScheduledExecutorService timer) {
        Pending whole = this;
        return new Pending() {
            @Override
            public void whenDone(Runnable action) {
                ScheduledFuture<?> unused = timer.schedule(action, most.toNanos(), TimeUnit.NANOSECONDS);
                whole.whenDone(action);
            }

            @Override
            public boolean abandon() {
                return whole.abandon();
            }
        };
    }

    /**
     * Says that nobody waits for it any more, since the client has gone.
     *
     * @return false if it is being done, or has been, so that the answer comes all the same
     */
    boolean abandon();
}

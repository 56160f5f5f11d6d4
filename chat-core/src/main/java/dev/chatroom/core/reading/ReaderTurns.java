package dev.chatroom.core.reading;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How often a reader has had its turn, and those who wait for that. Guarded by the lock it is given. */
public final class ReaderTurns {
    private final ReentrantLock lock;

    /** Null as long as nobody has waited. */
    private @Nullable Condition ended;

    /** How often the reader has come to an end of handing out. */
    private int turns;

    public ReaderTurns(ReentrantLock lock) {
        this.lock = lock;
    }

    /** The reader has come to an end of handing out. */
    public void end() {
        turns++;
        wakeWaiting();
    }

    /** Those who wait look again. */
    public void wakeWaiting() {
        if (ended != null) {
            ended.signalAll();
        }
    }

    /**
     * Waits as long as there is a reason.
     *
     * @param reason is told whether the reader has had a turn since the waiting began
     */
    public void awaitWhile(Predicate<Boolean> reason) throws InterruptedException {
        int before = turns;
        while (reason.test(turns != before)) {
            if (ended == null) {
                ended = lock.newCondition();
            }
            ended.await();
        }
    }
}

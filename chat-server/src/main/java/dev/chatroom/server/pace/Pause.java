package dev.chatroom.server.pace;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * A wait that a timer ends. The thread itself waits without a timeout: up to JDK 25.0.2 a virtual thread that parks
 * with one may miss a wake-up afterwards (JDK-8369227).
 */
public final class Pause {

    /**
     * Lets others run, all of them. {@link Thread#yield} does not: a carrier takes virtual threads that have yielded to it before
     * those that other threads hand to it, so two that always yield keep the whole world out.
     *
     * @param elsewhere is no virtual thread, so that the one that waits is handed in like all others
     */
    public static void letOthersRun(Executor elsewhere) throws InterruptedException {
        Pause turn = new Pause();
        elsewhere.execute(turn::end);
        turn.await();
    }

    private final CountDownLatch latch = new CountDownLatch(1);

    public void await() throws InterruptedException {
        latch.await();
    }

    public void end() {
        latch.countDown();
    }
}

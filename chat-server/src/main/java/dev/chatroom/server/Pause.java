package dev.chatroom.server;

import java.util.concurrent.CountDownLatch;

/**
 * A wait that a timer ends. The thread itself waits without a timeout: up to JDK 25.0.2 a virtual thread that parks
 * with one may miss a wake-up afterwards (JDK-8369227).
 */
final class Pause {
    private final CountDownLatch latch = new CountDownLatch(1);

    void await() throws InterruptedException {
        latch.await();
    }

    void end() {
        latch.countDown();
    }
}

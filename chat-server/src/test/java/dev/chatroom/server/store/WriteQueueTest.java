package dev.chatroom.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WriteQueueTest {
    private static final long LONG = TimeUnit.HOURS.toNanos(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WriteQueue queue = new WriteQueue(1024 * 1024);
    private final AtomicReference<Thread> writer = new AtomicReference<>();

    /** One event has come, and the writer waits for more of them. */
    private Future<List<WriteTask>> taken;

    @BeforeEach
    void oneEventWaits() throws Exception {
        add();
        taken = threads.submit(() -> {
            writer.set(Thread.currentThread());
            return queue.take(LONG, LONG);
        });
        awaitWaiting();
    }

    @AfterEach
    void end() {
        queue.close();
        queue.desert();
        threads.close();
    }

    private void add() {
        queue.add(new WriteTask.Change("a ban", connection -> {
        }));
    }

    private void awaitWaiting() {
        while (!isWriterWaiting()) {
            assertThat(taken).isNotDone();
            Thread.onSpinWait();
        }
    }

    private boolean isWriterWaiting() {
        Thread known = writer.get();
        return known != null && known.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void whatComesSoonAfterwardsIsTakenWithIt() throws Exception {
        add();
        add();
        queue.close();

        assertThat(taken.get()).hasSize(3);
    }

    @Test
    void nobodyWaitsForMoreThanACommitTakes() throws Exception {
        for (int i = 1; i < WriteQueue.MOST_IN_COMMIT; i++) {
            add();
        }

        assertThat(taken.get()).hasSize(WriteQueue.MOST_IN_COMMIT);
    }

    @Test
    void nobodyWaitsForMoreWhileSomebodyWaitsForTheDisk() throws Exception {
        Future<?> waits = threads.submit(queue::awaitWritten);
        List<WriteTask> batch = taken.get();
        assertThat(batch).hasSize(1);
        queue.done(batch);

        assertThat(waits).succeedsWithin(30, TimeUnit.SECONDS);
    }
}

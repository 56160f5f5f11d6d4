package dev.chatroom.core.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Readings;
import dev.chatroom.core.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B7: an executor or a callback that fails costs nobody else anything. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BroadcasterFaultTest {
    private final FaultyExecutor executor = new FaultyExecutor();
    private final Broadcaster<String> news = new Broadcaster<>("news", 64, executor);
    private final List<Throwable> told = new ArrayList<>();

    /** Runs what it is given at once, on a thread of its own, unless it is told to do something else with the next tasks. */
    private static final class FaultyExecutor implements Executor {
        private Runnable fault = () -> {
        };
        private int faults;
        private int taken;

        /** Throws, or does not throw and loses the task, so many times. */
        void fails(int times, Runnable how) {
            faults = times;
            fault = how;
        }

        @Override
        public void execute(Runnable task) {
            taken++;
            if (faults > 0) {
                faults--;
                fault.run();
                return;
            }
            Threads.start(() -> {
                task.run();
                return true;
            }).get();
        }
    }

    /** A reader that sleeps, and whose calls can be waited for. */
    private final class Sleeper {
        private CountDownLatch called = new CountDownLatch(1);
        private final Subscription<String> subscription = news.subscribe(0, () -> called.countDown());

        Sleeper sleep() {
            called = new CountDownLatch(1);
            assertThat(Readings.all(subscription)).doesNotContain("closed");
            return this;
        }

        boolean isCalled() {
            return called.getCount() == 0;
        }

        boolean isCalledInTime() {
            try {
                return called.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }

    private List<Sleeper> sleepers(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Sleeper().sleep()).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 300})
    void anExecutorThatThrowsOnceSilencesNobody(int count) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> told.add(fault));
        List<Sleeper> sleepers = sleepers(count);
        executor.fails(1, () -> {
            throw new IllegalStateException("executor broken");
        });

        news.publish("a");
        assertThat(sleepers).allMatch(Sleeper::isCalledInTime);
        assertThat(told).singleElement().hasToString("java.lang.IllegalStateException: executor broken");

        sleepers.forEach(Sleeper::sleep);
        news.publish("b");
        assertThat(sleepers).allMatch(Sleeper::isCalledInTime);
    }

    @Test
    void anExecutorThatIsShutDownSilencesNobody() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> told.add(fault));
        List<Sleeper> sleepers = sleepers(300);
        executor.fails(Integer.MAX_VALUE, () -> {
            throw new RejectedExecutionException("shut down");
        });

        news.publish("a");
        assertThat(sleepers).allMatch(Sleeper::isCalledInTime);

        sleepers.forEach(Sleeper::sleep);
        news.close();
        assertThat(sleepers).allMatch(Sleeper::isCalledInTime);
        assertThat(told).as("to shut down is no fault").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 300})
    void whoIsNotCalledBecauseATaskWasLostIsCalledForTheNextEvent(int count) {
        List<Sleeper> sleepers = sleepers(count);
        // Passes, turns of them, and callbacks: whatever it is that is lost.
        for (int lost = 1; lost <= 7; lost++) {
            loses(lost);
            news.publish("lost");
            loses(0);
            news.publish("next");
            assertThat(sleepers).as("%d tasks lost", lost).allMatch(Sleeper::isCalled);
            sleepers.forEach(Sleeper::sleep);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 300})
    void closingWakesThoseForWhomATaskWasLost(int count) {
        List<Sleeper> sleepers = sleepers(count);
        loses(1_000);
        IntStream.range(0, 100).forEach(i -> news.publish("lost"));
        loses(0);

        news.close();

        assertThat(sleepers).allMatch(Sleeper::isCalled);
    }

    @Test
    void aTurnThatWasLostIsHandedOverAgainAndLeavesNobodyOut() {
        List<Sleeper> sleepers = sleepers(300);
        Executor losesTheThird = task -> {
            if (++executor.taken != 3) {
                task.run();
            }
        };
        Broadcaster<String> wide = new Broadcaster<>("wide", 64, losesTheThird);
        List<Subscription<String>> takers = IntStream.range(0, 300).mapToObj(i -> wide.subscribe()).toList();
        takers.forEach(Subscription::poll);
        executor.taken = 0;

        wide.publish("a");
        assertThat(takers).as("the third turn was lost").anyMatch(taker -> !taker.isAwake());
        wide.publish("b");

        assertThat(takers).allMatch(Subscription::isAwake);
        assertThat(sleepers).noneMatch(Sleeper::isCalled);
    }

    @Test
    void manyLostTasksInARowDelayTheCallByAMillisecondAtMost() {
        Sleeper sleeper = new Sleeper().sleep();
        loses(50);
        IntStream.range(0, 50).forEach(i -> news.publish("lost"));
        loses(0);

        long begin = System.nanoTime();
        while (!sleeper.isCalled()) {
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
            news.publish("next");
        }
    }

    @Test
    void anExecutorThatIsOnlySlowIsNotFlooded() {
        ManualExecutor slow = new ManualExecutor();
        Broadcaster<String> wide = new Broadcaster<>("wide", 64, slow);
        assertThat(wide.subscribe(0, () -> {
        }).poll()).isNull();
        long begin = System.nanoTime();

        IntStream.range(0, 100_000).forEach(i -> wide.publish("event"));

        long millis = 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(slow.waiting()).isLessThanOrEqualTo((int) millis + 10);
    }

    @Test
    void aCallbackThatThrowsHarmsNobodyElse() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        Sleeper before = new Sleeper().sleep();
        assertThat(news.subscribe(0, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> {
                throw new IllegalStateException("the handler is broken too");
            });
            throw new IllegalStateException("broken");
        }).poll()).isNull();
        Sleeper after = new Sleeper().sleep();

        for (String event : List.of("a", "b")) {
            news.publish(event);
            assertThat(List.of(before, after)).allMatch(Sleeper::isCalled);
            before.sleep();
            after.sleep();
        }
    }

    @Test
    void aCallbackThatBlocksHarmsNobodyElse() throws InterruptedException {
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(40);
        Broadcaster<String> wide = new Broadcaster<>("wide", 64, Thread::startVirtualThread);
        for (int i = 0; i < 40; i++) {
            assertThat(wide.subscribe(0, () -> awaitQuietly(letGo)).poll()).isNull();
            assertThat(wide.subscribe(0, called::countDown).poll()).isNull();
        }

        wide.publish("a");

        assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
        letGo.countDown();
    }

    private void loses(int times) {
        executor.fails(times, () -> {
            // Taken, and never run.
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

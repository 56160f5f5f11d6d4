package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions on connections in memory, some of which block, and a pool of at most so many writers. */
class WriterPoolTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Limits limits = Limits.standard().with(Limit.RATE, 0);
    private final Chat chat = Chat.builder().limits(limits).open();
    private final List<Client> clients = new ArrayList<>();

    private record Client(ScriptedWire wire, Session session) {}

    private void enter(int count, int writers) {
        ServerConfig config = ServerConfig.builder().limits(limits).senderDelay(Duration.ZERO).build();
        ServerContext context =
                new ServerContext(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                        config.maxLine(), config.zone(), config.clock());
        WriterPool pool = new WriterPool(new BufferPool(1 << 24), timer, writers);
        ServerClock clock = new ServerClock(System::nanoTime, Duration.ofDays(1));
        ServerResources resources = new ServerResources(
                config, chat, new WorkLimits(0, 0, config.clock()), new HeldTurns(false), TestProtocols.of(context),
                null, Cloak.random(),
                new Resumptions(chat, pool, clock, 0), pool, timer, clock);
        for (int i = 0; i < count; i++) {
            ScriptedWire wire = new ScriptedWire();
            Session session = new Session(resources, wire, TestClients.local(),
                    closed -> {});
            clients.add(new Client(wire, session));
            session.start();
            wire.give("/nick bob" + i + "\n");
            wire.awaitWritten("you are now bob" + i);
        }
    }

    @AfterEach
    void stop() {
        clients.forEach(client -> client.wire().close());
        timer.shutdown(); // What it has been handed is still run: a reader may wait for that.
    }

    private List<Client> allBut(int first) {
        return clients.subList(first, clients.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everybodyReadsEverythingInOrder(int writers) {
        enter(20, writers);
        for (int i = 1; i <= 200; i++) {
            clients.getFirst().wire().give("line " + i + "\n");
        }

        String all = String.join("", IntStream.rangeClosed(1, 200).mapToObj(i -> "bob0: line " + i + "\n").toList());
        allBut(1).forEach(client -> client.wire().awaitWritten(all));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whoDoesNotReadHoldsUpNobodyElse(int writers) {
        enter(60, writers);
        clients.subList(0, 50).forEach(client -> client.wire().block());

        clients.getLast().wire().give("hello\n");
        clients.subList(50, 59).forEach(client -> client.wire().awaitWritten("bob59: hello\n"));
        clients.getLast().wire().give("again\n");
        clients.subList(50, 59).forEach(client -> client.wire().awaitWritten("bob59: again\n"));
    }

    @Test
    void whoReadsAgainGetsWhatHasCome() {
        enter(10, 1);
        clients.subList(0, 8).forEach(client -> client.wire().block());
        for (int i = 1; i <= 20; i++) {
            clients.getLast().wire().give("line " + i + "\n");
            clients.get(8).wire().awaitWritten("bob9: line " + i + "\n");
        }

        clients.forEach(client -> client.wire().unblock());
        String all = String.join("", IntStream.rangeClosed(1, 20).mapToObj(i -> "bob9: line " + i + "\n").toList());
        clients.subList(0, 8).forEach(client -> client.wire().awaitWritten(all));
    }

    @Test
    void whoGotAWriterStuckHasOneOfItsOwnForSomeTime() {
        enter(3, 1);
        Client stuck = clients.get(0);
        stuck.wire().block();
        clients.get(2).wire().give("one\n");
        clients.get(1).wire().awaitWritten("one");
        clients.get(2).wire().give("two\n");
        clients.get(1).wire().awaitWritten("two");
        assertThat(stuck.session().isDetached()).isTrue();
        assertThat(clients.get(1).session().isDetached()).isFalse();

        stuck.wire().unblock();
        for (int i = 0; stuck.session().isDetached(); i++) {
            assertThat(i).as("lines until it is served with the others again").isLessThan(1_000);
            clients.get(2).wire().give("line " + i + "\n");
            stuck.wire().awaitWritten("line " + i + "\n");
        }
    }

    @Test
    void whoPassesComesAfterThoseWhoAreThereButNotLastOfAll() throws Exception {
        WriterPool pool = new WriterPool(new BufferPool(1 << 24), timer, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        // So that no watch relieves the one that waits.
        timer.execute(() -> awaitUninterruptibly(done));
        pool.execute(() -> {
            begun.countDown();
            awaitUninterruptibly(queued);
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        List<String> order = new CopyOnWriteArrayList<>();
        pool.executeBackground(() -> order.add("background"));
        pool.executeBackground(() -> order.add("background"));
        IntStream.range(0, 100).forEach(i -> pool.execute(() -> order.add("there")));
        pool.execute(done::countDown);
        queued.countDown();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(order).startsWith("there", "there", "there").hasSize(102);
        assertThat(order.subList(0, 20)).containsSequence("there", "background", "there").contains("background",
                "background");
    }

    @Test
    void whoPassesNeedNotWaitForAnybodyElse() throws Exception {
        WriterPool pool = new WriterPool(new BufferPool(1 << 24), timer, 1);
        for (int i = 0; i < 100; i++) {
            CountDownLatch in = new CountDownLatch(1);
            pool.executeBackground(in::countDown);
            assertThat(in.await(20, TimeUnit.SECONDS)).as("passage %d", i).isTrue();
        }
    }

    @Test
    void aFaultOfOneTaskLeavesTheOthersServed() throws Exception {
        WriterPool pool = new WriterPool(new BufferPool(1 << 24), timer, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch served = new CountDownLatch(1);
        // So that no watch relieves the one that waits.
        timer.execute(() -> awaitUninterruptibly(served));
        pool.serve(buffer -> {
            begun.countDown();
            awaitUninterruptibly(goOn);
            throw new IllegalStateException("expected by the test");
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        pool.execute(served::countDown);
        goOn.countDown();

        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

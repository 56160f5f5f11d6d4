package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Limit;
import dev.chatroom.core.Limits;
import dev.chatroom.server.dialect.House;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session on a connection in memory, swept at moments of the test's choice. */
class SessionTest {
    private static final String WARNING = "* you have been silent for a long time";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScriptedWire wire = new ScriptedWire();
    private final Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 16);

    private final Chat chat = Chat.builder().limits(limits).open();

    private Session start(ServerConfigBuilder builder) {
        ServerConfig config = builder.limits(limits).build();
        House house = new House(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                config.maxLine(), config.zone(), config.clock());
        Session session = new Session(
                new ServerResources(config, house, Cloak.random(), new WriterCrew(new BufferPool(1 << 24), timer, 1),
                        timer, closed -> {
                        }),
                wire, InetAddress.getLoopbackAddress());
        session.start();
        return session;
    }

    private Session startWithIdleTimeout() {
        Session session = start(ServerConfig.builder().idleTimeout(Duration.ofMinutes(10)));
        wire.give("/nick bob\n");
        wire.awaitWritten("you are now bob");
        return session;
    }

    @AfterEach
    void stop() {
        wire.close();
        timer.shutdownNow();
    }

    private static long inMinutes(int minutes) {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    }

    @Test
    void whoIsSilentForLongIsWarnedOnce() {
        Session session = startWithIdleTimeout();

        session.sweep(inMinutes(7));
        assertThat(wire.written()).doesNotContain(WARNING);
        session.sweep(inMinutes(9));
        session.sweep(inMinutes(9));
        wire.awaitWritten(WARNING);
        wire.give("/topic\n");
        wire.awaitWritten("no topic is set\n");

        assertThat(wire.written().split(Pattern.quote(WARNING), -1)).hasSize(2);
        assertThat(wire.written()).contains("within 2 minutes");
    }

    @Test
    void whoStaysSilentIsEndedAndToldSo() throws Exception {
        Session session = startWithIdleTimeout();

        session.sweep(inMinutes(9));
        session.sweep(inMinutes(11));

        wire.awaitWritten("* you were silent for 10 minutes; goodbye\n");
        assertThat(wire.outputShut.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoIsEndedLeavesTheChatWithoutWaitingForItsClient() {
        Session session = startWithIdleTimeout();
        CountDownLatch never = new CountDownLatch(1);
        timer.execute(() -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(chat.users()).isEqualTo(1);

        session.sweep(inMinutes(11));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (chat.users() > 0) {
            assertThat(System.nanoTime()).as("waiting for the user to leave").isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(wire.closed.getCount()).isEqualTo(1);
    }

    @Test
    void whoSpeaksAfterTheWarningStays() {
        Session session = startWithIdleTimeout();
        session.sweep(inMinutes(9));
        wire.awaitWritten(WARNING);
        long tooLateBefore = inMinutes(10);

        wire.give("/who\n");
        wire.awaitWritten("* 1 in lobby: bob (operator)");
        session.sweep(tooLateBefore);

        assertThat(session.isEnding()).isFalse();
    }

    @Test
    void withoutATimeoutOneMayBeSilentForEver() {
        Session session = start(ServerConfig.builder());
        wire.give("/nick bob\n");
        wire.awaitWritten("you are now bob");

        session.sweep(inMinutes(100_000));

        assertThat(session.isEnding()).isFalse();
    }

    @Test
    void whoAsksWithoutReadingIsReadNoFurther() {
        start(ServerConfig.builder());
        wire.block();
        wire.giveForEver("/help\n".getBytes(UTF_8));

        wire.awaitReaderParkedIn("awaitSpace");
        long before = wire.bytesRead.get();
        assertThat(before).isLessThan(10_000);
        wire.unblock();
        wire.awaitWritten("/quit");
    }

    @Test
    void whoAsksAreYouThereWithoutReadingIsReadNoFurther() throws Exception {
        start(ServerConfig.builder());
        wire.block();
        wire.give("hello\n");
        // Before the writer is stuck, it would take as many answers as its buffer holds.
        wire.awaitWriter();
        wire.giveForEver((byte) 255, (byte) 246);

        wire.awaitReaderParkedIn("awaitSpace");

        assertThat(wire.bytesRead.get()).isLessThan(100_000);
    }

    @Test
    void whoNegotiatesWithoutReadingIsReadNoFurther() {
        start(ServerConfig.builder());
        wire.block();
        wire.giveForEver((byte) 255, (byte) 253, (byte) 1);

        wire.awaitReaderParkedIn("write");

        assertThat(wire.bytesRead.get()).isLessThan(10_000);
    }
}

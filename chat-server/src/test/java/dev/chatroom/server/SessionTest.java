package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Limit;
import dev.chatroom.core.Limits;
import dev.chatroom.server.dialect.House;
import dev.chatroom.server.dialect.WorkLimits;
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
    private final ManualTime time = new ManualTime();

    /** Beats only in the tests that say so; in the others no sweep is late. */
    private ServerClock clock = new ServerClock(time, Duration.ofDays(100_000));

    private final Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 16);

    private final Chat chat = Chat.builder().limits(limits).open();

    private Session start(ServerConfigBuilder builder) {
        ServerConfig config = builder.limits(limits).build();
        House house = new House(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                config.maxLine(), config.zone(), config.clock());
        Session session = new Session(
                new ServerResources(config, house, new WorkLimits(0, 0, config.clock()), Cloak.random(),
                        new WriterCrew(new BufferPool(1 << 24), timer, 1),
                        timer, clock, closed -> {
                        }),
                wire, InetAddress.getLoopbackAddress(), WorkLimits.unlimited());
        session.start();
        return session;
    }

    private Session startWithIdleTimeout() {
        Session session = start(ServerConfig.builder().idleTimeout(Duration.ofMinutes(10)));
        wire.give("/nick bob\n");
        wire.awaitWritten("you are now bob");
        wire.awaitReaderParkedIn("take");
        return session;
    }

    @AfterEach
    void stop() {
        wire.close();
        timer.shutdownNow();
    }

    /** Sweeps so many minutes later. */
    private void sweepAfter(Session session, int minutes) {
        time.advance(Duration.ofMinutes(minutes));
        session.sweep();
    }

    /** Sweeps once a second, as the server does. */
    private void sweepFor(Session session, Duration length) {
        for (long i = 0; i < length.toSeconds(); i++) {
            time.advance(Duration.ofSeconds(1));
            clock.beat();
            session.sweep();
        }
    }

    /** Nothing happens for so long, then the server goes on. */
    private void stop(Session session, Duration length) {
        time.advance(length);
        clock.beat();
        session.sweep();
    }

    private Session startIrc(ServerConfigBuilder builder) {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = start(builder);
        wire.give("NICK bob\r\nUSER bob 0 * :Bob\r\n");
        wire.awaitWritten(" 422 ");
        wire.awaitReaderParkedIn("take");
        return session;
    }

    @Test
    void whoIsSilentForLongIsWarnedOnce() {
        Session session = startWithIdleTimeout();

        sweepAfter(session, 7);
        assertThat(wire.written()).doesNotContain(WARNING);
        sweepAfter(session, 2);
        session.sweep();
        wire.awaitWritten(WARNING);
        wire.give("/topic\n");
        wire.awaitWritten("no topic is set\n");

        assertThat(wire.written().split(Pattern.quote(WARNING), -1)).hasSize(2);
        assertThat(wire.written()).contains("within 2 minutes");
    }

    @Test
    void whoStaysSilentIsEndedAndToldSo() throws Exception {
        Session session = startWithIdleTimeout();

        sweepAfter(session, 9);
        sweepAfter(session, 3);

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

        sweepAfter(session, 11);
        sweepAfter(session, 3);

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
        sweepAfter(session, 9);
        wire.awaitWritten(WARNING);

        wire.give("/who\n");
        wire.awaitWritten("* 1 in lobby: bob (operator)");
        wire.awaitReaderParkedIn("take");
        sweepAfter(session, 3);

        assertThat(session.isEnding()).isFalse();
    }

    @Test
    void withoutATimeoutOneMayBeSilentForEver() {
        Session session = start(ServerConfig.builder());
        wire.give("/nick bob\n");
        wire.awaitWritten("you are now bob");

        sweepAfter(session, 100_000);

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

    @Test
    void theTimeForAnAnswerRunsFromTheQuestion() throws Exception {
        Session session = startIrc(ServerConfig.builder());

        // The sweeper comes too late for the question and is not late by its own measure.
        for (int i = 0; i < 62; i++) {
            time.advance(Duration.ofSeconds(3));
            clock.beat();
        }
        session.sweep();

        wire.awaitWritten("\nPING");
        sweepFor(session, Duration.ofSeconds(59));
        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        wire.awaitWritten("Ping timeout");
    }

    @Test
    void aStopIsNotTakenForSilence() {
        Session session = startIrc(ServerConfig.builder());

        stop(session, Duration.ofSeconds(190));
        sweepFor(session, Duration.ofSeconds(119));

        assertThat(wire.written()).doesNotContain("\nPING");
        sweepFor(session, Duration.ofSeconds(3));
        wire.awaitWritten("\nPING");
        assertThat(session.isEnding()).isFalse();
    }

    @Test
    void whoWasAskedBeforeAStopHasAllTheTimeForTheAnswerAgain() {
        Session session = startIrc(ServerConfig.builder());
        sweepFor(session, Duration.ofSeconds(170));
        wire.awaitWritten("\nPING");

        stop(session, Duration.ofSeconds(190));
        sweepFor(session, Duration.ofSeconds(59));

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        wire.awaitWritten("Ping timeout");
    }

    @Test
    void theTimeForAnAnswerRunsNotWhileTheQuestionWaitsToBeWritten() {
        Session session = startIrc(ServerConfig.builder());
        sweepFor(session, Duration.ofSeconds(122));
        wire.awaitWritten("\nPING");

        for (int i = 0; i < 100; i++) {
            wire.setStuckSince(time.getAsLong());
            sweepFor(session, Duration.ofSeconds(1));
        }
        wire.setStuckSince(0);
        sweepFor(session, Duration.ofSeconds(59));

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        wire.awaitWritten("Ping timeout");
    }

    @Test
    void aStopIsNoStall() {
        Session session = startIrc(ServerConfig.builder());
        wire.setStuckSince(time.getAsLong());
        sweepFor(session, Duration.ofSeconds(29));

        stop(session, Duration.ofSeconds(190));
        sweepFor(session, Duration.ofSeconds(29));

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        assertThat(wire.closed.getCount()).isZero();
    }

    @Test
    void whoHasYetToIntroduceItselfHasAllTheTimeAgainAfterAStop() {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = start(ServerConfig.builder());
        wire.give("NICK bob\r\nPING x\r\n");
        wire.awaitWritten("PONG");
        wire.awaitReaderParkedIn("take");
        sweepFor(session, Duration.ofSeconds(29));

        stop(session, Duration.ofSeconds(190));
        sweepFor(session, Duration.ofSeconds(29));

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        assertThat(session.isEnding()).isTrue();
    }

    @Test
    void whoIsWarnedBeforeAStopHasTheWholeWarningAgain() {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = startWithIdleTimeout();
        sweepFor(session, Duration.ofMinutes(9));
        wire.awaitWritten(WARNING);

        stop(session, Duration.ofMinutes(30));
        sweepFor(session, Duration.ofSeconds(119));

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        wire.awaitWritten("* you were silent for 10 minutes; goodbye\n");
    }

    @Test
    void whoIsEndedHasTheTimeToReadItsLastLineAgainAfterAStop() {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = startWithIdleTimeout();
        wire.block();
        while (!session.isEnding()) {
            sweepFor(session, Duration.ofSeconds(1));
        }

        stop(session, Duration.ofSeconds(190));

        assertThat(wire.closed.getCount()).isEqualTo(1);
        sweepFor(session, Duration.ofSeconds(4));
        assertThat(wire.closed.getCount()).isZero();
    }
}

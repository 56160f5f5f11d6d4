package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.config.ServerConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session does with a client that is silent, slow or gone. */
class SessionTest extends SweptSession {
    private final CountDownLatch timerGoesOn = new CountDownLatch(1);

    @AfterEach
    void letTheTimerGoOn() {
        timerGoesOn.countDown();
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
        timer.execute(() -> {
            try {
                timerGoesOn.await();
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
}

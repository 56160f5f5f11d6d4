package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.pace.ServerClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A session is swept every second, also by a server that stood still for a while. */
class SessionClockTest extends SweptSession {
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
    void noTalkProlongsTheTimeForAnIntroduction() {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = start(ServerConfig.builder());
        wire.give("NICK bob\r\n");

        for (int i = 10; i < 24; i++) {
            wire.give("PING still-here-" + i + "\r\n");
            wire.awaitWritten("still-here-" + i);
            sweepFor(session, Duration.ofSeconds(2));
        }

        assertThat(session.isEnding()).isFalse();
        sweepFor(session, Duration.ofSeconds(3));
        assertThat(session.isEnding()).isTrue();
    }

    @Test
    void theTimeForAnIntroductionBeginsWhenThereIsNeedOfOne() {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = start(ServerConfig.builder());
        time.advance(Duration.ofSeconds(1));
        wire.awaitWritten("welcome");
        sweepFor(session, Duration.ofMinutes(5));

        wire.give("NICK bob\r\nPING x\r\n");
        wire.awaitWritten("PONG");
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

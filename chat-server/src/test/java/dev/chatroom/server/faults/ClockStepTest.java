package dev.chatroom.server.faults;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.server.ChatClient;
import dev.chatroom.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine's clock is set while the server runs. */
class ClockStepTest {
    private final SteppedClock clock = new SteppedClock();

    @RegisterExtension
    final RunningServer server = new RunningServer().configure(config -> config.clock(clock));

    /** The rate is one that honest people nearly use up, so that a wait too many would be noticed. */
    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "P1D"})
    void peopleTalkOnAtTheirRate(Duration step) throws Exception {
        server.limit(Limit.RATE, 400).limit(Limit.BURST, 100);
        Undisturbed.by(server, "the clock is set by " + step, beside -> {
            clock.step(step);
            beside.hear(50);
        });
    }

    @Test
    void whoWaitsForItsRateWaitsNoLongerThanTheBurstTakes() {
        server.limit(Limit.RATE, 10).limit(Limit.BURST, 5);
        ChatClient reader = server.enter("reader");
        ChatClient talker = server.connect();
        talker.sendText("x\n".repeat(10));
        talker.expectStart("* slow down");

        clock.step(Duration.ofDays(-365));

        talker.send("the last");
        reader.expectEnd(": the last");
    }

    @Test
    void whoIsSilentIsEndedAllTheSame() throws Exception {
        server.configure(config -> config.idleTimeout(Duration.ofSeconds(1)));
        Undisturbed.by(server, "the clock is set back among silent people", beside -> {
            try (Crowd silent = Crowd.of(server, 5)) {
                clock.step(Duration.ofHours(-1));
                silent.clients().forEach(RudeClient::awaitEnd);
            }
        });
    }

    @Test
    void nobodyIsEndedBecauseTheClockWasSetForward() throws Exception {
        server.configure(config -> config
                .idleTimeout(Duration.ofHours(1)).stallTimeout(Duration.ofHours(1)).floodTimeout(Duration.ofHours(1)));
        ChatClient quiet = server.enter("quiet");
        Undisturbed.by(server, "the clock is set forward", beside -> {
            clock.step(Duration.ofDays(2));
            // Several sweeps of the server.
            beside.hear(200);
            quiet.sync();
        });
    }
}

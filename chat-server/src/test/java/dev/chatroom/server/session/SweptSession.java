package dev.chatroom.server.session;

import dev.chatroom.core.Chat;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.config.ServerConfigBuilder;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.ManualTime;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** A session on a connection in memory, swept at moments of the test's choice. */
abstract class SweptSession {
    static final String WARNING = "* you have been silent for a long time";

    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final ScriptedWire wire = new ScriptedWire();
    final ManualTime time = new ManualTime();

    /** Beats only in the tests that say so; in the others no sweep is late. */
    ServerClock clock = new ServerClock(time, Duration.ofDays(100_000));

    final Limits limits = Limits.standard().with(Limit.RATE, 0).with(Limit.PENDING, 16);

    final Chat chat = Chat.builder().limits(limits).open();

    Session start(ServerConfigBuilder builder) {
        ServerConfig config = builder.limits(limits).senderDelay(Duration.ZERO).build();
        ServerContext context =
                new ServerContext(chat, config.name(), config.motd(), config.room(), config.historyShown(),
                        config.maxLine(), config.zone(), config.clock());
        WriterPool writers = new WriterPool(new BufferPool(1 << 24), timer, 1);
        Session session = new Session(
                new ServerResources(config, chat, new WorkLimits(0, 0, config.clock()), new HeldTurns(false),
                        TestProtocols.of(context), null,
                        Cloak.random(), new Resumptions(chat, writers, clock, 0),
                        writers,
                        timer, clock),
                wire, TestClients.local(), closed -> {});
        session.start();
        return session;
    }

    Session startWithIdleTimeout() {
        Session session = start(ServerConfig.builder().idleTimeout(Duration.ofMinutes(10)));
        wire.give("/nick bob\n");
        wire.awaitWritten("you are now bob");
        wire.awaitReaderParkedIn("take");
        return session;
    }

    @AfterEach
    void stop() {
        wire.close();
        timer.shutdown(); // What it has been handed is still run: a reader may wait for that.
    }

    /** Sweeps so many minutes later. */
    void sweepAfter(Session session, int minutes) {
        time.advance(Duration.ofMinutes(minutes));
        session.sweep();
    }

    /** Sweeps once a second, as the server does. */
    void sweepFor(Session session, Duration length) {
        for (long i = 0; i < length.toSeconds(); i++) {
            time.advance(Duration.ofSeconds(1));
            clock.beat();
            session.sweep();
        }
    }

    /** Nothing happens for so long, then the server goes on. */
    void stop(Session session, Duration length) {
        time.advance(length);
        clock.beat();
        session.sweep();
    }

    Session startIrc(ServerConfigBuilder builder) {
        clock = new ServerClock(time, Duration.ofSeconds(4));
        Session session = start(builder);
        wire.give("NICK bob\r\nUSER bob 0 * :Bob\r\n");
        wire.awaitWritten(" 422 ");
        wire.awaitReaderParkedIn("take");
        return session;
    }
}

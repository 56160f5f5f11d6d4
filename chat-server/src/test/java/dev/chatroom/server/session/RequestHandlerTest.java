package dev.chatroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.access.Cloak;
import dev.chatroom.server.config.ServerConfig;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.dialect.ServerContext;
import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.pace.HeldTurns;
import dev.chatroom.server.pace.Pending;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.pace.WorkLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a line whose session ends while it is acted on. */
class RequestHandlerTest {
    private final HandTimer timer = new HandTimer();
    private final ServerClock clock = new ServerClock(timer::nanoTime, Duration.ofDays(1));
    private final Chat chat = Chat.open();
    private final ScriptedWire wire = new ScriptedWire();
    private final SessionState state = new SessionState(clock);
    private final Answer answer = new Answer();

    /** Never comes. */
    private static final class Answer implements Pending {
        private int abandoned;

        @Override
        public void whenDone(Runnable action) {}

        @Override
        public boolean abandon() {
            abandoned++;
            return true;
        }
    }

    @AfterEach
    void close() {
        wire.close();
        chat.close();
    }

    @Test
    void nobodyWaitsForTheAnswerOfASessionThatHasJustEnded() throws Exception {
        boolean goesOn = handler().act(new EndedMeanwhile(), new Line("a guess", false), false);

        assertThat(goesOn).isFalse();
        assertThat(answer.abandoned).isEqualTo(1);
    }

    /** A connection to which nothing is written. */
    private record Unused() implements Resumption.Connection {
        @Override
        public boolean run(ByteBuffer buffer) {
            return false;
        }

        @Override
        public void cut() {
            // There is nothing to end.
        }

        @Override
        public void end(CloseReason how, Notice notice) {
            // There is nothing to end.
        }
    }

    private RequestHandler handler() {
        ServerConfig config = ServerConfig.builder().build();
        ServerContext context = new ServerContext(chat, config.name(), config.motd(), config.room(),
                config.historyShown(), config.maxLine(), config.zone(), config.clock());
        WriterPool writers = new WriterPool(new BufferPool(1 << 20), timer, 1);
        ServerResources server =
                new ServerResources(config, chat, new WorkLimits(0, 0, config.clock()), new HeldTurns(false),
                        TestProtocols.of(context), null, Cloak.random(), new Resumptions(chat, writers, clock, 0),
                        writers, timer, clock);
        UserBinding binding = new UserBinding(server, state, TestClients.local(), new Unused());
        return new RequestHandler(state, binding, wire, server);
    }

    /** Its session ends from outside while it begins to answer. */
    private final class EndedMeanwhile implements Dialect {
        @Override
        public Next take(Line line) {
            assertThat(state.markEnded(CloseReason.SHUTDOWN, null)).isTrue();
            return new Next.Await(answer);
        }

        @Override
        public Next retry() {
            return new Next.Await(answer);
        }

        @Override
        public void open() {}

        @Override
        public Next historyUnreadable(Reason why) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void render(Delivery<ChatEvent> delivery, LineSink sink) {}

        @Override
        public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
            return true;
        }

        @Override
        public IdlePolicy liveness() {
            return IdlePolicy.A_PERSON;
        }

        @Override
        public void notify(Notice notice) {}

        @Override
        public void partWith(Notice notice) {}
    }
}

package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.core.Chat;
import dev.chatroom.core.Outbox;
import dev.chatroom.core.User;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.store.UnreadableHistoryException.Reason;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.IdlePolicy;
import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.dialect.Next;
import dev.chatroom.server.dialect.Notice;
import dev.chatroom.server.pace.ServerClock;
import dev.chatroom.server.protocol.LineEnd;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionWriterTest {
    private final ScriptedWire wire = new ScriptedWire();
    private final Chat chat = Chat.open();
    private final User user = chat.enter("here");
    private final Outbox outbox = user.outbox();
    private final SessionState state = new SessionState(new ServerClock(System::nanoTime, Duration.ofDays(1)));

    /** Writes all that is there; whether that was the last. */
    private boolean write(int bufferBytes) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(bufferBytes);
        boolean more = true;
        boolean done = false;
        while (more) {
            SessionWriter writer = new SessionWriter(state, wire, new RepliesOnly(), buffer.clear());
            more = writer.run(outbox);
            done = writer.isDone();
            more = !done && (more || !outbox.rest());
        }
        return done;
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    @Test
    void manyLinesAreOneWrite() throws Exception {
        IntStream.rangeClosed(1, 500).forEach(i -> outbox.reply("line " + i));

        write(32 * 1024);

        assertThat(wire.writeSizes()).hasSize(1);
        assertThat(wire.written()).isEqualTo(lines(1, 500));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 1_000})
    void linesThatDoNotFitIntoTheBufferAreWrittenInOrder(int bufferBytes) throws Exception {
        IntStream.rangeClosed(1, 500).forEach(i -> outbox.reply("line " + i));

        write(bufferBytes);

        assertThat(wire.written()).isEqualTo(lines(1, 500));
        assertThat(wire.writeSizes()).allMatch(size -> size <= bufferBytes);
    }

    @Test
    void noLineIsAWriteOfItsOwnBecauseTheBufferIsNearlyFull() throws Exception {
        IntStream.rangeClosed(1, 500).forEach(i -> outbox.reply("line " + i));

        write(1_024);

        assertThat(wire.writeSizes()).hasSize(5).allMatch(size -> size > 500);
    }

    @Test
    void aLineBiggerThanTheBufferIsWrittenWhole() throws Exception {
        String big = "\u20ac".repeat(1_000);
        outbox.reply("before");
        outbox.reply(big);
        outbox.reply("after");

        write(64);

        assertThat(wire.written()).isEqualTo("before\n" + big + "\nafter\n");
    }

    @Test
    void linesEndAsTheClientEndsThem() throws Exception {
        state.frameBy(LineEnd.CRLF);
        outbox.reply("one");
        write(64);
        state.frameBy(LineEnd.LF);
        outbox.reply("two");
        write(64);

        assertThat(wire.written()).isEqualTo("one\r\ntwo\n");
    }

    @Test
    void aWriterEndsWhenNothingIsLeft() throws Exception {
        outbox.reply("one");
        assertThat(write(64)).isFalse();
        assertThat(wire.written()).isEqualTo("one\n");
    }

    @Test
    void whatIsLeftIsWrittenBeforeTheLast() throws Exception {
        IntStream.rangeClosed(1, 100).forEach(i -> outbox.reply("line " + i));
        outbox.close();

        assertThat(write(64)).isTrue();

        assertThat(wire.written()).isEqualTo(lines(1, 100));
    }

    /** Shows replies in two parts and nothing else. */
    private static final class RepliesOnly implements Dialect {
        @Override
        public IdlePolicy liveness() {
            return IdlePolicy.A_PERSON;
        }

        @Override
        public void render(Delivery<ChatEvent> delivery, LineSink sink) {
            if (delivery instanceof Delivery.TextReply<ChatEvent>(String text)) {
                byte[] first = text.substring(0, 1).getBytes(UTF_8);
                sink.lines(first, 0, first.length);
                sink.line(text.substring(1).getBytes(UTF_8));
            }
        }

        @Override
        public boolean render(EventBatch<ChatEvent> events, LineSink sink) {
            events.advanceTo(events.last());
            return true;
        }

        @Override
        public void open() {}

        @Override
        public Next take(Line line) {
            return Next.CONTINUE;
        }

        @Override
        public Next retry() {
            return Next.CONTINUE;
        }

        @Override
        public Next historyUnreadable(Reason why) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void notify(Notice notice) {}

        @Override
        public void partWith(Notice notice) {}
    }
}

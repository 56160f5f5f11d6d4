package dev.chatroom.server.web.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.core.Outbox;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.LineSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a dialect of pages sends: answers as they are, events as frames that were made once for all readers. */
final class SentMessages implements LineSink, DeliverySink<ChatEvent> {
    private static final int IN_TWO_BYTES = 126;

    private final Dialect dialect;
    private List<String> messages = new ArrayList<>();

    SentMessages(Dialect dialect) {
        this.dialect = dialect;
    }

    /** All that there is to read. */
    List<String> readAll(Outbox outbox) {
        boolean more = true;
        while (more) {
            more = outbox.drain(this) || !outbox.rest();
        }
        List<String> all = messages;
        messages = new ArrayList<>();
        return all;
    }

    @Override
    public boolean take(Delivery<ChatEvent> delivery) {
        dialect.render(delivery, this);
        return true;
    }

    @Override
    public boolean take(EventBatch<ChatEvent> events) {
        return dialect.render(events, this);
    }

    @Override
    public void line(byte[] utf8) {
        messages.add(new String(utf8, UTF_8));
    }

    /** Frames of a server are not masked (RFC 6455, section 5.1). */
    @Override
    public void lines(byte[] utf8, int from, int length) {
        ByteBuffer frames = ByteBuffer.wrap(utf8, from, length);
        while (frames.hasRemaining()) {
            byte opcode = frames.get();
            assert opcode == (byte) 0x81 : opcode;
            int written = frames.get();
            byte[] message = new byte[written == IN_TWO_BYTES ? frames.getShort() & 0xFFFF : written];
            frames.get(message);
            line(message);
        }
    }

    @Override
    public int space() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean crlf() {
        return false;
    }
}

package dev.chatroom.server;

import dev.chatroom.core.ChatEvent;
import dev.chatroom.core.Delivery;
import dev.chatroom.core.Outbox;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.LineSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One run of a connection's writer: it empties the outbox onto the wire, as many lines in one write as the buffer
 * holds, and ends when nothing is left. It is started when something has come, so at most one runs for a connection at
 * a time.
 */
final class SessionWriter implements LineSink {
    private static final byte[] LF = {'\n'};
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] NOTHING = {};

    private final Session session;
    private final Wire wire;
    private final Dialect dialect;
    private final ByteBuffer buffer;

    /** What did not fit into the buffer: written right after it. At most one line. */
    private byte[] overflow = NOTHING;

    private boolean closed;
    private long missed;

    SessionWriter(Session session, Wire wire, Dialect dialect, ByteBuffer buffer) {
        this.session = session;
        this.wire = wire;
        this.dialect = dialect;
        this.buffer = buffer;
    }

    /** Writes until the outbox rests or has been closed. */
    void run(Outbox outbox) throws IOException {
        do {
            boolean more;
            do {
                more = outbox.drain(this::render);
                flush();
                session.wrote(missed, closed);
                missed = 0;
            } while (more && !closed);
        } while (!closed && !outbox.rest());
    }

    @Override
    public void line(byte[] utf8) {
        line(NOTHING, utf8);
    }

    @Override
    public void line(byte[] prefix, byte[] utf8) {
        byte[] end = session.endsLinesWithCrlf() ? CRLF : LF;
        int length = prefix.length + utf8.length + end.length;
        ByteBuffer target = buffer;
        if (overflow.length > 0 || buffer.remaining() < length) {
            target = ByteBuffer.allocate(overflow.length + length).put(overflow);
            overflow = target.array();
        }
        target.put(prefix).put(utf8).put(end);
    }

    private boolean render(Delivery<ChatEvent> delivery) {
        closed = delivery instanceof Delivery.Closed<ChatEvent>;
        if (delivery instanceof Delivery.Lagged<ChatEvent>(String room, long number)) {
            missed += number;
        }
        dialect.render(delivery, this);
        return overflow.length == 0 && !closed;
    }

    private void flush() throws IOException {
        wire.write(buffer.flip());
        buffer.clear();
        for (int written = 0; written < overflow.length;) {
            int part = Math.min(buffer.capacity(), overflow.length - written);
            wire.write(buffer.put(overflow, written, part).flip());
            buffer.clear();
            written += part;
        }
        overflow = NOTHING;
    }
}

package dev.chatroom.server.session;

import dev.chatroom.core.Outbox;
import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.server.dialect.Dialect;
import dev.chatroom.server.dialect.LineSink;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.protocol.Framing;
import dev.chatroom.server.protocol.LineEnd;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One turn of a connection's writer: it empties the outbox onto the wire, as many lines in one write as the buffer
 * holds. It is called when something has come, and again as long as there is more, so at most one runs for a connection
 * at a time.
 */
final class SessionWriter implements LineSink, DeliverySink<ChatEvent> {
    private static final byte[] NOTHING = {};

    private final SessionState state;
    private final Wire wire;
    private final Dialect dialect;
    private final ByteBuffer buffer;

    /**
     * Of so many parts of the buffer one is kept for the line that comes when the others are used up, which would be a write
     * of its own without it.
     */
    private static final int PARTS_PER_RESERVE = 16;

    /** What did not fit into the buffer: written right after it. At most one line. */
    private byte[] overflow = NOTHING;

    private boolean closed;
    private long missed;

    SessionWriter(SessionState state, Wire wire, Dialect dialect, ByteBuffer buffer) {
        this.state = state;
        this.wire = wire;
        this.dialect = dialect;
        this.buffer = buffer;
    }

    /**
     * Writes what is there, as far as the buffer holds it; only the last line may be longer.
     *
     * @return whether there is more than was written
     */
    boolean run(Outbox outbox) throws IOException {
        boolean more = outbox.drain(this);
        flush();
        return more;
    }

    /** Whether what it has written is the last that the user reads. */
    boolean isDone() {
        return closed;
    }

    /** How many lines it has told the user of that were missed. */
    long missed() {
        return missed;
    }

    @Override
    public void line(byte[] utf8) {
        Framing framing = state.framing();
        framing.frame(utf8, target(framing.framedLength(utf8.length)));
    }

    @Override
    public void lines(byte[] utf8, int from, int length) {
        Framing framing = state.framing();
        framing.frameLines(utf8, from, length, target(framing.framedLength(utf8, from, length)));
    }

    @Override
    public int space() {
        return isFull() ? 0 : state.framing().lengthOfLinesIn(buffer.remaining() - reserve());
    }

    @Override
    public boolean isFull() {
        return overflow.length > 0 || buffer.remaining() < reserve();
    }

    @Override
    public boolean crlf() {
        return state.framing() == LineEnd.CRLF;
    }

    @Override
    public boolean take(Delivery<ChatEvent> delivery) {
        closed = delivery instanceof Delivery.Closed<ChatEvent>;
        if (delivery instanceof Delivery.Lagged<ChatEvent>(String room, long number)) {
            missed += number;
        }
        if (delivery instanceof FramedAnswer(ByteBuffer bytes, boolean closing)) {
            if (!closing || state.claimClosing()) {
                target(bytes.capacity()).put(bytes.duplicate());
            }
        } else {
            dialect.render(delivery, this);
        }
        if (closed && state.claimClosing()) {
            byte[] end = state.framing().end();
            target(end.length).put(end);
        }
        if (delivery instanceof Delivery.Event<ChatEvent>(long sequence, ChatEvent.Expelled expelled)) {
            // The chat has closed the outbox behind it, without the session.
            state.markEnded(CloseReason.EXPELLED, null);
        }
        return !isFull() && !closed;
    }

    @Override
    public boolean take(EventBatch<ChatEvent> events) {
        return dialect.render(events, this);
    }

    private int reserve() {
        return buffer.capacity() / PARTS_PER_RESERVE;
    }

    private ByteBuffer target(int length) {
        if (overflow.length == 0 && buffer.remaining() >= length) {
            return buffer;
        }
        ByteBuffer target = ByteBuffer.allocate(overflow.length + length).put(overflow);
        overflow = target.array();
        return target;
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

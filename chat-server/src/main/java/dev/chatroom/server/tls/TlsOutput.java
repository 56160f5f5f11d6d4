package dev.chatroom.server.tls;

import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Encrypts and writes: what users are to read, and what the protocol has to say itself. Memory for that is lent by the
 * pool during a write. For any thread; one writes at a time.
 */
final class TlsOutput {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private final SSLEngine engine;
    private final BufferPool buffers;

    /** Records must go out in the order in which they were encrypted, so one lock is held for both. */
    private final ReentrantLock writing = new ReentrantLock();

    TlsOutput(Wire wire, SSLEngine engine, BufferPool buffers) {
        this.wire = wire;
        this.engine = engine;
        this.buffers = buffers;
    }

    /** Writes all of it, waiting as long as the other side does not read. */
    void write(ByteBuffer from) throws IOException {
        writing.lock();
        try {
            send(from);
        } finally {
            writing.unlock();
        }
    }

    /** Writes what the protocol has to say: parts of a handshake, the answer to an update of keys. */
    void answer() throws IOException {
        writing.lock();
        try {
            if (isAnswerDue()) {
                send(NOTHING);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Says that nothing more will come (RFC 8446, section 6.1), after what was written before. */
    void closeNotify() throws IOException {
        writing.lock();
        try {
            engine.closeOutbound();
            if (!engine.isOutboundDone()) {
                send(NOTHING);
            }
        } finally {
            writing.unlock();
        }
    }

    private void send(ByteBuffer from) throws IOException {
        int most = engine.getSession().getPacketBufferSize();
        ByteBuffer lent = buffers.take();
        try {
            // When clients that do not read have borrowed all large buffers, each of them waits with little memory:
            // the engine wants room for the longest record, but only while it encrypts.
            boolean large = lent.capacity() >= most;
            boolean more = true;
            while (more) {
                ByteBuffer records = large ? lent.clear() : ByteBuffer.allocate(most);
                more = encrypt(from, records, most, large ? from.remaining() : lent.capacity() / 2);
                if (!large) {
                    records = ByteBuffer.allocate(records.position()).put(records.flip());
                }
                wire.write(records.flip());
            }
        } finally {
            buffers.giveBack(lent);
        }
    }

    /** Fills the buffer with records, and returns whether there is more. */
    private boolean encrypt(ByteBuffer from, ByteBuffer into, int most, int part) throws IOException {
        int end = from.limit();
        from.limit(Math.min(end, from.position() + part));
        try {
            SSLEngineResult result;
            do {
                result = engine.wrap(from, into);
                check(result, from);
            } while ((from.hasRemaining() || isAnswerDue()) && into.remaining() >= most && isOpen(result));
            from.limit(end);
            return isOpen(result) && (from.hasRemaining() || isAnswerDue());
        } finally {
            from.limit(end);
        }
    }

    private static void check(SSLEngineResult result, ByteBuffer from) throws IOException {
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW
                || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("no record came out: " + result);
        }
        if (!isOpen(result) && from.hasRemaining()) {
            throw new ClosedChannelException();
        }
    }

    private static boolean isOpen(SSLEngineResult result) {
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean isAnswerDue() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }
}

package dev.chatroom.server.tls;

import dev.chatroom.server.net.BufferPool;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.AddressWork;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The server's side of TLS (RFC 8446, RFC 5246) on another wire. The reader decrypts, and does the work of a handshake on
 * its own thread; a writer encrypts; the engine allows both at once. While it waits for input it holds no buffer, unless
 * a part of a record has come, or decrypted bytes that the reader has yet to take: at most one record's.
 */
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int HANDSHAKE_SCRATCH_BYTES = 512;

    /** Records without data, such as updates of keys: more of them in a row are meant to keep us busy. */
    private static final int EMPTY_RECORDS = 32;

    /** How often somebody is read from who goes on after having said that nothing will come. */
    private static final int READS_AFTER_END = 64;

    private final Wire wire;
    private final SSLEngine engine;
    private final TlsInput input = new TlsInput();
    private final TlsOutput output;

    /** Decrypted and not yet read. Owned by the reader. */
    private ByteBuffer decrypted = NOTHING;

    /** Whether the client has said that nothing more will come. Owned by the reader. */
    private boolean ended;

    TlsWire(Wire wire, SSLEngine engine, BufferPool buffers) {
        this.wire = wire;
        this.engine = engine;
        this.output = new TlsOutput(wire, engine, buffers);
    }

    /**
     * Agrees on keys with the client. Called by the reader, once, before anything else.
     *
     * @param first what the client has sent so far
     * @param work in whose turn the keys are computed
     * @throws SSLException if the client cannot be agreed with; it has been told so
     */
    void handshake(ByteBuffer first, AddressWork work) throws IOException {
        input.put(first);
        ByteBuffer scratch = ByteBuffer.allocate(HANDSHAKE_SCRATCH_BYTES);
        try {
            engine.beginHandshake();
            HandshakeStatus status = engine.getHandshakeStatus();
            while (status != HandshakeStatus.NOT_HANDSHAKING) {
                switch (status) {
                    case NEED_TASK -> {
                        work.beginLongTurn();
                        try {
                            runTasks();
                        } finally {
                            work.endLongTurn();
                        }
                    }
                    case NEED_WRAP -> output.answer();
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> takeHandshakeRecord(scratch);
                }
                status = engine.getHandshakeStatus();
            }
        } catch (SSLException disagreed) {
            output.closeNotify(); // with an alert that says why, in its place
            throw disagreed;
        } catch (RuntimeException fault) {
            throw new SSLException("a handshake that the engine could not take", fault);
        }
    }

    private void takeHandshakeRecord(ByteBuffer scratch) throws IOException {
        int length = input.record();
        if (length == 0) {
            if (input.read(wire, scratch, true) < 0) {
                throw new SSLException("the client went away during the handshake");
            }
        } else if (decrypt(NOTHING, length).getStatus() == Status.CLOSED) {
            throw new SSLException("the client ended the handshake");
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return read(into, true);
    }

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        return read(into, false);
    }

    private int read(ByteBuffer into, boolean waiting) throws IOException {
        for (int empty = 0; empty < EMPTY_RECORDS;) {
            if (decrypted.hasRemaining()) {
                return takeDecrypted(into);
            }
            if (ended) {
                return waiting ? awaitEnd(into) : -1;
            }
            int length = input.record();
            if (length == 0) {
                int read = input.read(wire, into, waiting);
                if (read <= 0) {
                    return read;
                }
            } else {
                int produced = takeRecord(into, length);
                if (produced != 0 && !decrypted.hasRemaining()) {
                    return produced;
                }
                empty++;
            }
        }
        throw new SSLException("too many records without data");
    }

    /** Decrypts one record and does what it asks for; returns how much data was in it, -1 if it is the last. */
    private int takeRecord(ByteBuffer into, int length) throws IOException {
        SSLEngineResult result = decrypt(into, length);
        if (result.getStatus() == Status.CLOSED) {
            ended = true;
            return -1;
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            // Keys can be updated in TLS 1.3; to agree on everything anew is work for us and no use.
            throw new SSLException("a second handshake is not taken");
        }
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            // Waits for a writer that waits for the client: who asks for more keys without reading is not read from.
            output.answer();
        }
        return result.bytesProduced();
    }

    /** Decrypts the first record: into the reader's buffer if it surely fits. */
    private SSLEngineResult decrypt(ByteBuffer into, int length) throws SSLException {
        boolean fits = into.remaining() >= length;
        ByteBuffer target = fits ? into : ByteBuffer.allocate(length);
        SSLEngineResult result = engine.unwrap(input.bytes(), target);
        if (result.getStatus() != Status.OK && result.getStatus() != Status.CLOSED) {
            throw new SSLException("a whole record was not taken: " + result);
        }
        input.release();
        if (!fits && target.position() > 0) {
            decrypted = target.flip();
        }
        return result;
    }

    private int takeDecrypted(ByteBuffer into) {
        int count = Math.min(into.remaining(), decrypted.remaining());
        into.put(decrypted.slice(decrypted.position(), count));
        decrypted.position(decrypted.position() + count);
        if (!decrypted.hasRemaining()) {
            decrypted = NOTHING;
        }
        return count;
    }

    /** Whoever is told the end again waits for the connection's: what comes until then is ignored (RFC 8446, 6.1). */
    private int awaitEnd(ByteBuffer scratch) throws IOException {
        int start = scratch.position();
        for (int i = 0; i < READS_AFTER_END; i++) {
            int read = wire.read(scratch);
            scratch.position(start);
            if (read < 0) {
                return -1;
            }
        }
        throw new SSLException("bytes after the end");
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        if (from.hasRemaining()) {
            output.write(from);
        }
    }

    @Override
    public long stuckSince() {
        return wire.stuckSince();
    }

    @Override
    public void shutdownOutput() {
        try {
            output.closeNotify();
            wire.shutdownOutput();
        } catch (IOException alreadyGone) {
            close();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}

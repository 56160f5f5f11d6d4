package dev.chatroom.server.tls;

import dev.chatroom.server.net.SocketWire;
import dev.chatroom.server.net.Wire;
import dev.chatroom.server.pace.AddressWork;
import dev.chatroom.server.pace.Pause;
import dev.chatroom.server.pace.Timeout;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A wire whose client says with its first byte whether it speaks TLS or plain text. A client that says nothing speaks
 * plain text as soon as it is spoken to; where only TLS is taken, it is told so.
 */
public final class TlsDetectingWire implements Wire {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final AtomicReferenceFieldUpdater<TlsDetectingWire, Wire> CHOSEN =
            AtomicReferenceFieldUpdater.newUpdater(TlsDetectingWire.class, Wire.class, "chosen");

    /** What a TLS connection begins with: the type of a handshake record (RFC 8446, section 5.1). No text does. */
    private static final byte HANDSHAKE = 0x16;

    private static final int UNITS_PER_HANDSHAKE = 100;
    private static final int FIRST_BYTES = 128;
    private static final int FIRST_LINE_BYTES = 4_096;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** How long a client that is not served has to read why. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final SocketWire wire;
    private final TlsResources tls;
    private final boolean tlsOnly;
    private final AddressWork work;

    /** Null until it is known what the client speaks; then set once. */
    private volatile @Nullable Wire chosen;

    /** Whether the client has been heard, though it may not be known yet what it speaks. Set by the reader. */
    private volatile boolean heard;

    /** What a client has sent in plain text and nobody has read yet. Owned by the reader. */
    private ByteBuffer first = NOTHING;

    /**
     * A wire from which nothing has been read yet.
     *
     * @param work pays for the handshake, if there is one
     */
    public TlsDetectingWire(SocketWire wire, TlsResources tls, boolean tlsOnly, AddressWork work) {
        this.work = work;
        this.wire = wire;
        this.tls = tls;
        this.tlsOnly = tlsOnly;
    }

    @Override
    public boolean handshake() throws IOException {
        Timeout late = tlsOnly ? later(this::refuseSilent, tls.handshakeTimeout()) : null;
        ByteBuffer came = ByteBuffer.allocate(FIRST_BYTES);
        int read;
        try {
            read = wire.read(came);
            heard = true;
        } finally {
            if (late != null) {
                late.cancel();
            }
        }
        came.flip();
        if (read > 0 && came.get(0) == HANDSHAKE) {
            return handshake(came);
        }
        if (tlsOnly) {
            wire.write(tls.refusal().apply(firstLine(came)));
            part();
            throw new SSLException("plain text where only TLS is taken");
        }
        first = came;
        CHOSEN.compareAndSet(this, null, wire);
        return false;
    }

    /** What has come by now of a client that is not served: mostly its first line, which may be longer than what was read. */
    private ByteBuffer firstLine(ByteBuffer came) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(FIRST_LINE_BYTES).put(came);
        boolean more = true;
        while (more && all.hasRemaining()) {
            more = wire.readNow(all) > 0;
        }
        return all.flip();
    }

    private boolean handshake(ByteBuffer came) throws IOException {
        TlsWire protectedWire = new TlsWire(wire, tls.credentials().newEngine(), tls.buffers());
        if (!CHOSEN.compareAndSet(this, null, protectedWire)) {
            // It has been spoken to in plain text already: whatever it is, it must be plain.
            first = came;
            return false;
        }
        Timeout late = later(wire::close, tls.handshakeTimeout());
        work.charge(UNITS_PER_HANDSHAKE);
        try {
            protectedWire.handshake(came, work);
            return true;
        } catch (SSLException disagreed) {
            LOG.log(Level.DEBUG, () -> "a TLS handshake failed: " + disagreed.getMessage());
            part();
            throw disagreed;
        } finally {
            late.cancel();
        }
    }

    /**
     * On a busy server the reader may be late: it is asked first whether something has come, and a client is only
     * silent if nothing has.
     */
    @Override
    public Speaking speaking() {
        if (chosen == null && !tlsOnly && (wire.hasUnread() || heard)) {
            return Speaking.UNKNOWN;
        }
        boolean plain = !tlsOnly && (CHOSEN.compareAndSet(this, null, wire) || !(chosen instanceof TlsWire));
        return plain ? Speaking.PLAIN : Speaking.PROTECTED;
    }

    @Override
    public boolean hasUnread() {
        return wire.hasUnread();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return first.hasRemaining() ? takeFirst(into) : chosen().read(into);
    }

    @Override
    public int readNow(ByteBuffer into) throws IOException {
        return first.hasRemaining() ? takeFirst(into) : chosen().readNow(into);
    }

    private int takeFirst(ByteBuffer into) {
        int count = Math.min(into.remaining(), first.remaining());
        into.put(first.slice(first.position(), count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            first = NOTHING;
        }
        return count;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        chosen().write(from);
    }

    @Override
    public void abandon(ByteBuffer line) throws IOException {
        if (CHOSEN.compareAndSet(this, null, wire)) {
            wire.write(line);
        }
        chosen().shutdownOutput();
    }

    @Override
    public long stuckSince() {
        return wire.stuckSince();
    }

    @Override
    public void shutdownOutput() {
        chosen().shutdownOutput();
    }

    @Override
    public void close() {
        wire.close();
    }

    private Wire chosen() {
        Wire known = chosen;
        return known == null ? wire : known;
    }

    /** On the timer's thread: nothing has been written to the client yet, so one line cannot block. */
    private void refuseSilent() {
        try {
            wire.write(tls.refusal().apply(NOTHING.duplicate()));
        } catch (IOException goneAlready) {
            wire.close();
            return;
        }
        wire.shutdownOutput();
        later(wire::close, FAREWELL);
    }

    /** Gives a client that is not served time to read why. Closing before it is read could destroy it. */
    private void part() throws IOException {
        wire.shutdownOutput();
        later(wire::close, FAREWELL);
        ByteBuffer ignored = ByteBuffer.allocate(FIRST_BYTES);
        try {
            while (wire.read(ignored.clear()) >= 0) {
                Pause.letOthersRun(tls.timer());
            }
        } catch (InterruptedException serverGone) {
            Thread.currentThread().interrupt();
        }
    }

    private Timeout later(Runnable action, Duration time) {
        return Timeout.start(tls.clock(), tls.timer(), time, action);
    }
}

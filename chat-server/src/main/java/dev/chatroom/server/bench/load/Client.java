package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatroom.server.bench.plan.BenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the load.
 *
 * <pre>
 *   connecting ──▶ arriving ──in its room──▶ arrived ──▶ gone
 *   its lines are heard by the protocol      its bytes are scanned, or, if it is stuck, never read
 * </pre>
 *
 * <p>Owned by the thread that sends and reads.
 */
final class Client {
    private static final int LONGEST_LINE = 4_096;

    private final int number;
    private final boolean stuck;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final StreamTail tail = new StreamTail();

    /** The unfinished line of a client that is arriving; null once it has arrived. */
    private @Nullable StringBuilder heard = new StringBuilder();

    /** What the socket would not take yet. */
    private @Nullable ByteBuffer unwritten;

    private String lastHeard = "";
    private boolean connected;
    private boolean gone;

    Client(int number, boolean stuck, SocketChannel channel, SelectionKey key) {
        this.number = number;
        this.stuck = stuck;
        this.channel = channel;
        this.key = key;
        key.attach(this);
    }

    int number() {
        return number;
    }

    SocketChannel channel() {
        return channel;
    }

    StreamTail tail() {
        return tail;
    }

    boolean isConnected() {
        return connected;
    }

    boolean hasArrived() {
        return heard == null;
    }

    boolean isGone() {
        return gone;
    }

    /** The last line that it heard before it arrived: if it was not let in, the reason. */
    String lastHeard() {
        return lastHeard;
    }

    /** Whether something waits to be written, so that nothing should be added. */
    boolean isBlocked() {
        return unwritten != null;
    }

    /** The connection is made: says hello, and waits to be let in. */
    void connected(Protocol protocol) {
        connected = true;
        key.interestOps(SelectionKey.OP_READ);
        write(protocol.hello(number).getBytes(US_ASCII));
        if (stuck && protocol.mayBeSilent()) {
            arrive();
        }
    }

    /** Is in its room, as far as can be known; one that is stuck reads no more. */
    void arrive() {
        heard = null;
        if (stuck) {
            key.interestOps(0);
        }
    }

    /** Takes what came while the client was arriving. What follows the line with which it arrives is of no interest. */
    void hear(byte[] bytes, int length, Protocol protocol) throws BenchException {
        for (int i = 0; i < length && heard != null; i++) {
            if (bytes[i] == '\n') {
                lastHeard = heard.toString().stripTrailing();
                Protocol.Next next = protocol.heard(number, lastHeard);
                heard.setLength(0);
                write(next.say().getBytes(US_ASCII));
                if (next.arrived()) {
                    arrive();
                }
            } else if (heard.length() < LONGEST_LINE) {
                heard.append(new String(bytes, i, 1, ISO_8859_1));
            }
        }
    }

    void write(byte[] bytes) {
        if (bytes.length > 0) {
            write(ByteBuffer.wrap(bytes));
        }
    }

    /** Writes what the socket takes, and remembers the rest. If the connection breaks, reading will find out. */
    void write(ByteBuffer bytes) {
        ByteBuffer before = unwritten;
        if (before == null) {
            send(bytes);
        }
        if (bytes.hasRemaining() && !gone) {
            int waiting = before == null ? 0 : before.remaining();
            ByteBuffer all = ByteBuffer.allocate(waiting + bytes.remaining());
            if (before != null) {
                all.put(before);
            }
            unwritten = all.put(bytes).flip();
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** Goes on writing what was remembered. */
    void flush() {
        ByteBuffer rest = unwritten;
        if (rest != null) {
            send(rest);
            if (rest.hasRemaining()) {
                return;
            }
            unwritten = null;
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }

    /** Closes the connection. Idempotent. */
    void close() {
        gone = true;
        unwritten = null;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // The descriptor is released all the same.
        }
    }

    private void send(ByteBuffer bytes) {
        try {
            channel.write(bytes);
        } catch (IOException broken) {
            bytes.position(bytes.limit());
        }
    }
}

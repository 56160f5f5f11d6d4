package dev.chatroom.server.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
 *   heard by the protocol                    its bytes are scanned, or, if it is stuck, never read
 * </pre>
 *
 * <p>Owned by the thread that sends and reads.
 */
final class Client {
    private final int number;
    private final boolean stuck;
    private final Speakers.Speech speech;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final StreamTail tail = new StreamTail();

    /** The ear of a client that is arriving; null once it has arrived. */
    private Units.@Nullable Hearing hearing;

    /** What the socket would not take yet. */
    private @Nullable ByteBuffer unwritten;

    private String lastHeard = "";
    private boolean connected;
    private boolean gone;

    Client(int number, boolean stuck, Speakers.Speech speech, SocketChannel channel, SelectionKey key) {
        this.number = number;
        this.stuck = stuck;
        this.speech = speech;
        this.hearing = speech.protocol().units().hearing();
        this.channel = channel;
        this.key = key;
        key.attach(this);
    }

    int number() {
        return number;
    }

    Protocol protocol() {
        return speech.protocol();
    }

    SocketChannel channel() {
        return channel;
    }

    StreamTail tail() {
        return tail;
    }

    /** Finds what matters in what it reads, once it has arrived. */
    MarkScanner scanner() {
        return speech.scanner();
    }

    boolean isConnected() {
        return connected;
    }

    boolean hasArrived() {
        return hearing == null;
    }

    boolean isGone() {
        return gone;
    }

    /** The last that it heard before it arrived: if it was not let in, the reason. */
    String lastHeard() {
        return lastHeard;
    }

    /** Whether something waits to be written, so that nothing should be added. */
    boolean isBlocked() {
        return unwritten != null;
    }

    /** The connection is made: says hello, and waits to be let in. */
    void connected() {
        connected = true;
        key.interestOps(SelectionKey.OP_READ);
        say(protocol().hello(number));
        if (stuck && protocol().mayBeSilent()) {
            arrive();
        }
    }

    /** Is in its room, as far as can be known; one that is stuck reads no more. */
    void arrive() {
        hearing = null;
        if (stuck) {
            key.interestOps(0);
        }
    }

    /** Takes what came while the client was arriving. What follows that with which it arrives is of no interest. */
    void hear(byte[] bytes, int length) throws BenchException {
        Units.Hearing ear = hearing;
        for (int i = 0; i < length && ear != null; i++) {
            if (ear.ends(bytes[i])) {
                lastHeard = ear.take();
                Protocol.Next next = protocol().heard(number, lastHeard);
                say(next.say());
                if (next.arrived()) {
                    arrive();
                }
                ear = hearing;
            }
        }
    }

    /** Each character is a byte. */
    void say(String words) {
        if (!words.isEmpty()) {
            write(ByteBuffer.wrap(words.getBytes(ISO_8859_1)));
        }
    }

    void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
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

    /** Says goodbye where that is usual, and waits for the server's; else closes the connection. */
    void leave() {
        String goodbye = protocol().goodbye();
        if (goodbye.isEmpty() || gone) {
            close();
        } else {
            say(goodbye);
            key.interestOpsOr(SelectionKey.OP_READ);
        }
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

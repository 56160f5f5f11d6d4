package dev.chatroom.server.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.TimeUnit;

/**
 * Makes the JDK set up, once and now, what virtual threads need to wait for sockets.
 *
 * <p>It does so when the first of them has to wait, and opens descriptors for it. If that is when a rush of connections
 * has used them all up, it fails, does not try again, and no connection of this process is ever served.
 */
public final class PollerStart {
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private PollerStart() {}

    /** Lets a virtual thread wait for input once. */
    public static void run() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            Thread reader = Thread.startVirtualThread(() -> readOne(source));
            long began = System.nanoTime();
            while (reader.getState() != Thread.State.WAITING
                    && reader.isAlive()
                    && System.nanoTime() - began < LONGEST_WAIT_NANOS) {
                Thread.onSpinWait();
            }
            sink.write(ByteBuffer.wrap(new byte[1]));
        }
    }

    private static void readOne(Pipe.SourceChannel source) {
        try {
            source.read(ByteBuffer.allocate(1));
        } catch (IOException closed) {
            // Waiting was all that mattered.
        }
    }
}

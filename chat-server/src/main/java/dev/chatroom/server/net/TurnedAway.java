package dev.chatroom.server.net;

import dev.chatroom.server.pace.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are not served. Each has a moment to show what it speaks, is told why in its own terms, and has another to read
 * that. So many at once; all others are closed unheard. For any thread.
 */
final class TurnedAway {
    private static final int MOST = 256;

    /** How long a client may be silent until it is told as people are. */
    private static final long SILENCE_MILLIS = 250;

    /** So often it is waited for what has come and is not read yet, since its thread has no turn on a busy machine. */
    private static final int MOST_WAITS = 8;

    private static final long READING_MILLIS = 500;

    /** So much is looked at of what a client sends: the head of a browser's request is shorter. */
    private static final int MOST_BYTES = 4 * 1024;

    private static final int PIECE_BYTES = 512;

    private final ScheduledExecutorService timer;

    /** One for each client that may still read why. */
    private final Semaphore places = new Semaphore(MOST);

    TurnedAway(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Takes over a connection, and does not wait for its client. */
    void take(SocketChannel channel, Listener.Refusal refusal) throws IOException {
        if (!places.tryAcquire()) {
            channel.close();
            return;
        }
        Client client = new Client(channel, refusal);
        after(SILENCE_MILLIS, () -> client.endSilence(1));
        Thread unused = Thread.startVirtualThread(client);
    }

    /** Waits until all have had their time. */
    void await() {
        try {
            boolean unused = places.tryAcquire(
                    MOST, MOST_WAITS * SILENCE_MILLIS + READING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void after(long millis, Runnable action) {
        ScheduledFuture<?> unused = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** One client. Its thread reads what it sends, since closing would otherwise destroy what it has yet to read. */
    private final class Client implements Runnable {
        private final SocketChannel channel;
        private final Listener.Refusal refusal;
        private final ReentrantLock telling = new ReentrantLock();

        /** What has come, up to its position; null once the client has been told. Guarded by {@code telling}. */
        private @Nullable ByteBuffer came = ByteBuffer.allocate(MOST_BYTES);

        Client(SocketChannel channel, Listener.Refusal refusal) {
            this.channel = channel;
            this.refusal = refusal;
        }

        /** Reads up to the end, or until the timer closes the connection. */
        @Override
        public void run() {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            try {
                while (channel.read(piece.clear()) >= 0) {
                    take(piece.flip());
                    Pause.letOthersRun(timer);
                }
                tell(true);
            } catch (IOException ended) {
                // By the client, or because its time is over.
                return;
            } catch (InterruptedException serverGone) {
                Thread.currentThread().interrupt();
            } finally {
                close();
                places.release();
            }
        }

        private void take(ByteBuffer piece) throws IOException {
            telling.lock();
            try {
                ByteBuffer all = came;
                if (all != null) {
                    boolean full = piece.remaining() >= all.remaining();
                    boolean lineEnds = endsLine(piece);
                    all.put(piece.limit(piece.position() + Math.min(piece.remaining(), all.remaining())));
                    if (full || lineEnds) {
                        tell(full);
                    }
                }
            } finally {
                telling.unlock();
            }
        }

        /** A client that dribbles does not have all looked at again for each byte. */
        private static boolean endsLine(ByteBuffer piece) {
            for (int at = piece.position(); at < piece.limit(); at++) {
                if (piece.get(at) == '\n') {
                    return true;
                }
            }
            return false;
        }

        /**
         * Tells a client that has not shown what it speaks. On the timer's thread.
         *
         * @param waits how many times it has been waited
         */
        void endSilence(int waits) {
            try {
                if (waits < MOST_WAITS && isUnheard()) {
                    after(SILENCE_MILLIS, () -> endSilence(waits + 1));
                } else {
                    after(READING_MILLIS, this::close);
                    tell(true);
                }
            } catch (IOException gone) {
                close();
            }
        }

        /** Whether more has come, which could show what it speaks. */
        private boolean isUnheard() throws IOException {
            telling.lock();
            try {
                // Reading would wait for the thread that reads.
                return came != null && channel.socket().getInputStream().available() > 0;
            } finally {
                telling.unlock();
            }
        }

        /** Tells the client once, if it is known how, or is to be told in any case. */
        private void tell(boolean last) throws IOException {
            telling.lock();
            try {
                ByteBuffer all = came;
                ByteBuffer answer = all == null ? null : refusal.to(all.duplicate().flip(), last);
                if (answer != null) {
                    came = null;
                    // An empty send buffer takes so little at once, so this cannot block.
                    while (answer.hasRemaining()) {
                        int unused = channel.write(answer);
                    }
                    channel.shutdownOutput();
                }
            } finally {
                telling.unlock();
            }
        }

        void close() {
            try {
                channel.close();
            } catch (IOException nothingLeftToClose) {
                // Nobody waits for this connection.
            }
        }
    }
}

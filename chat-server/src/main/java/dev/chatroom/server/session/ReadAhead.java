package dev.chatroom.server.session;

import dev.chatroom.server.net.Wire;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a client while its reader waits for something else, so that a connection that breaks meanwhile is noticed.
 * What came is handed to the reader afterwards, in its order. It reads so much at most that it can keep it, on a virtual
 * thread of its own, which ends with the first read after it is of no more use.
 */
final class ReadAhead {
    private static final System.Logger LOG = System.getLogger("dev.chatroom.server");
    private static final int BYTES = 1_024;
    private static final int BYTES_PER_READ = 256;

    private final Wire wire;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.

    /** What has come and has not been handed over. */
    private final ByteBuffer came = ByteBuffer.allocate(BYTES);

    /** Whether the reader waits for something else. */
    private boolean wanted;

    /** Whether the thread reads. */
    private boolean reading;

    private boolean ended;
    private @Nullable IOException broken;

    /** Called once when the connection breaks, or ends without anything more having come. */
    private Runnable whenGone = () -> {
    };

    ReadAhead(Wire wire) {
        this.wire = wire;
    }

    /** Begins to read, or goes on. */
    void start(Runnable onceGone) {
        lock.lock();
        try {
            wanted = true;
            whenGone = onceGone;
            if (!reading && !isOver()) {
                reading = true;
                Thread.startVirtualThread(this::readAll);
            }
        } finally {
            lock.unlock();
        }
        tellIfGone();
    }

    /** @throws IOException if the connection broke */
    void expectUnbroken() throws IOException {
        lock.lock();
        try {
            if (broken != null) {
                throw broken;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is left here to be read, now or later. */
    boolean isDone() {
        lock.lock();
        try {
            return !reading && came.position() == 0 && !isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Reads like {@link Wire#read}; 0 if there is nothing left here, and the wire is to be read itself. */
    int read(ByteBuffer into) throws IOException, InterruptedException {
        lock.lock();
        try {
            wanted = false;
            while (came.position() == 0 && reading) {
                changed.await();
            }
            if (came.position() > 0) {
                return handOver(into);
            }
            if (broken != null) {
                throw broken;
            }
            boolean end = ended;
            ended = false;
            return end ? -1 : 0;
        } finally {
            lock.unlock();
        }
    }

    private int handOver(ByteBuffer into) {
        came.flip();
        int count = Math.min(into.remaining(), came.remaining());
        into.put(came.slice(came.position(), count));
        came.position(came.position() + count).compact();
        return count;
    }

    private void readAll() {
        ByteBuffer chunk = ByteBuffer.allocate(BYTES_PER_READ);
        boolean more = true;
        while (more) {
            int read = -1;
            IOException failure = null;
            try {
                read = wire.read(chunk.clear());
            } catch (IOException connectionBroke) {
                failure = connectionBroke;
            } catch (RuntimeException | Error fault) {
                LOG.log(Level.ERROR, "reading ahead met a fault", fault);
                failure = new IOException(fault);
            }
            more = keep(chunk.flip(), read, failure);
        }
        tellIfGone();
    }

    /** Keeps what was read; whether to read on. */
    private boolean keep(ByteBuffer chunk, int read, @Nullable IOException failure) {
        lock.lock();
        try {
            came.put(chunk);
            broken = failure;
            ended = failure == null && read < 0;
            reading = wanted && !isOver() && came.remaining() >= BYTES_PER_READ;
            changed.signal();
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private void tellIfGone() {
        Runnable telling = null;
        lock.lock();
        try {
            if (broken != null || (ended && came.position() == 0)) {
                telling = whenGone;
            }
        } finally {
            lock.unlock();
        }
        if (telling != null) {
            telling.run();
        }
    }

    private boolean isOver() {
        return ended || broken != null;
    }
}

package dev.chatroom.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatroom.server.net.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A connection in memory: what is to be read is given to it, what is written is kept. For any thread. */
final class ScriptedWire implements Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final CountDownLatch outputShut = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final AtomicLong bytesRead = new AtomicLong();
    private final LinkedBlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private final List<byte[]> writes = new CopyOnWriteArrayList<>();
    private final CountDownLatch writing = new CountDownLatch(1);
    private volatile CountDownLatch unblocked = new CountDownLatch(0);
    private volatile byte[] endless;

    /** What is said when somebody asks whether bytes have come. */
    volatile boolean unread;

    private volatile Thread reader;
    private volatile long stuckSince;

    void give(String text) {
        give(text.getBytes(UTF_8));
    }

    void give(byte... bytes) {
        input.add(bytes.clone());
    }

    /** From now on the client sends these bytes again and again, as fast as they are read. */
    void giveForEver(byte... bytes) {
        endless = bytes.clone();
        input.add(new byte[0]);
    }

    /** Whoever writes waits until {@link #unblock}. */
    void block() {
        unblocked = new CountDownLatch(1);
    }

    /** Since when it says that a write makes no progress. */
    void setStuckSince(long nanos) {
        stuckSince = nanos;
    }

    void unblock() {
        unblocked.countDown();
    }

    /** Waits until somebody has begun to write. */
    void awaitWriter() throws InterruptedException {
        if (!writing.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody writes");
        }
    }

    List<Integer> writeSizes() {
        return writes.stream().map(bytes -> bytes.length).toList();
    }

    String written() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        writes.forEach(all::writeBytes);
        return all.toString(UTF_8);
    }

    void awaitWritten(String text) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!written().contains(text)) {
            assertThat(System.nanoTime()).as("waiting for '%s' in:%n%s", text, written()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Waits until whoever reads from here waits in a method of this name for something else. */
    void awaitReaderParkedIn(String method) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReaderParkedIn(method)) {
            assertThat(System.nanoTime()).as("waiting for the reader to wait in %s", method).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private boolean isReaderParkedIn(String method) {
        Thread reading = reader;
        return reading != null
                && reading.getState() == Thread.State.WAITING
                && Arrays.stream(reading.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        reader = Thread.currentThread();
        if (closed.getCount() == 0) {
            throw new ClosedChannelException();
        }
        byte[] bytes = endless;
        while (bytes == null) {
            bytes = take();
            bytes = bytes.length == 0 ? endless : bytes;
        }
        int count = endless == null ? bytes.length : into.remaining() / bytes.length * bytes.length;
        for (int i = 0; i < count; i++) {
            into.put(bytes[i % bytes.length]);
        }
        bytesRead.addAndGet(count);
        return count;
    }

    private byte[] take() throws IOException {
        try {
            return input.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean hasUnread() {
        return unread;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        writing.countDown();
        try {
            unblocked.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (closed.getCount() == 0) {
            throw new ClosedChannelException();
        }
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        if (bytes.length > 0) {
            writes.add(bytes);
        }
    }

    @Override
    public long stuckSince() {
        return stuckSince;
    }

    @Override
    public void shutdownOutput() {
        outputShut.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        unblock();
        giveForEver((byte) 0);
    }
}

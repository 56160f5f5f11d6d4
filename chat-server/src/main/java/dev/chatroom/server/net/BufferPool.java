package dev.chatroom.server.net;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers for writers: one for each that is running, none for connections at rest. They are direct and large. If a few
 * hundred more writers are stuck, they get small ones: clients that do not read must not use up the memory that is needed
 * to write to those that do. For any thread.
 */
public final class BufferPool {
    public static final int BUFFER_BYTES = 128 * 1024;
    public static final int SMALL_BUFFER_BYTES = 1024;

    /** More than run at once on most machines; those beyond are left to the collector. */
    private static final int SPARE_BUFFERS = 64;

    private static final int FEWEST = 8;
    private static final int MOST = 1_024;

    /** The part of the memory that large buffers may take; unless told otherwise, as much as the heap may be direct. */
    private static final int PART_OF_MEMORY = 16;

    private final ArrayBlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(SPARE_BUFFERS);
    private final Semaphore large;

    /**
     * A pool that lends as it needs.
     *
     * @param memory how many bytes of direct memory there may be, of which a part is used
     */
    public BufferPool(long memory) {
        this.large = new Semaphore(Math.clamp(memory / PART_OF_MEMORY / BUFFER_BYTES, FEWEST, MOST));
    }

    /** An empty buffer. */
    public ByteBuffer take() {
        if (!large.tryAcquire()) {
            return ByteBuffer.allocate(SMALL_BUFFER_BYTES);
        }
        ByteBuffer buffer = spare.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : buffer.clear();
    }

    /** Takes back a buffer that nobody uses any more. */
    public void giveBack(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            spare.offer(buffer);
            large.release();
        }
    }
}

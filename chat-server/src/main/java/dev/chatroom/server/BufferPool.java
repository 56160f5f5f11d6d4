package dev.chatroom.server;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Direct buffers for writers: one for each that is running, none for connections at rest. For any thread. */
final class BufferPool {
    static final int BUFFER_BYTES = 32 * 1024;

    /** More than run at once on most machines; those beyond are left to the collector. */
    private static final int SPARE_BUFFERS = 64;

    private final ArrayBlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(SPARE_BUFFERS);

    /** An empty buffer. */
    ByteBuffer take() {
        ByteBuffer buffer = spare.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : buffer.clear();
    }

    /** Takes back a buffer that nobody uses any more. */
    void giveBack(ByteBuffer buffer) {
        if (!spare.offer(buffer)) {
            // The pool is full; this one is garbage.
            return;
        }
    }
}

package dev.chatroom.server.tls;

import dev.chatroom.server.net.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/**
 * Encrypted bytes that have come from a client and are yet to be decrypted. Holds no memory while there are none, and a
 * few times what has come of a record while that is incomplete, up to the longest record. Confined to the reader.
 */
final class TlsInput {
    private static final int HEADER_BYTES = 5;

    /** The longest record with its header; RFC 5246, section 6.2.3, allows more than RFC 8446, section 5.2. */
    private static final int MOST_RECORD_BYTES = HEADER_BYTES + 16 * 1024 + 2_048;

    /** How much more room is made than there was: a client cannot have much memory kept by announcing a long record. */
    private static final int GROWTH = 4;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** From position to limit, what is yet to be decrypted. */
    private ByteBuffer bytes = NOTHING;

    /** What is there, for the engine, which takes records from it. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** The length of the first record, with its header; 0 if it is not complete. */
    int record() throws SSLException {
        int length = announced();
        return length <= bytes.remaining() ? length : 0;
    }

    /** Keeps a copy. Only while there is nothing. */
    void put(ByteBuffer came) {
        bytes = ByteBuffer.allocate(came.remaining()).put(came).flip();
    }

    /** To be called when a record has been taken. */
    void release() {
        if (!bytes.hasRemaining()) {
            bytes = NOTHING;
        }
    }

    /**
     * Reads more.
     *
     * @param scratch where it is read to while there is nothing yet, so that no memory is kept for that; is left as it is
     * @param waiting whether to wait for it
     * @return -1 at the end of the input, 0 if nothing is there
     */
    int read(Wire from, ByteBuffer scratch, boolean waiting) throws IOException {
        if (!bytes.hasRemaining()) {
            int start = scratch.position();
            int read = waiting ? from.read(scratch) : from.readNow(scratch);
            if (read > 0) {
                put(scratch.slice(start, read));
            }
            scratch.position(start);
            return read;
        }
        makeRoom();
        int end = bytes.limit();
        bytes.position(end).limit(bytes.capacity());
        int read = 0;
        try {
            read = waiting ? from.read(bytes) : from.readNow(bytes);
        } finally {
            bytes.flip();
        }
        return read;
    }

    /** What is there begins at 0 afterwards, and there is room behind it for more of the record. */
    private void makeRoom() throws SSLException {
        int present = bytes.remaining();
        int wanted = Math.min(announced(), (present + HEADER_BYTES) * GROWTH);
        if (bytes.capacity() >= Math.max(wanted, present + 1)) {
            bytes.compact().flip();
        } else {
            bytes = ByteBuffer.allocate(wanted).put(bytes).flip();
        }
    }

    /** The length of the first record as its header says it; that of a header as long as that is not there. */
    private int announced() throws SSLException {
        if (bytes.remaining() < HEADER_BYTES) {
            return HEADER_BYTES;
        }
        int length = HEADER_BYTES + Short.toUnsignedInt(bytes.getShort(bytes.position() + 3));
        if (length > MOST_RECORD_BYTES) {
            throw new SSLException("a record of " + length + " bytes");
        }
        return length;
    }
}

package dev.chatroom.server.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes of one connection, in and out. One thread reads at a time; writes by several threads do not mix. Both may
 * block, so both belong on virtual threads; closing ends them.
 */
public interface Wire extends AutoCloseable {

    /**
     * Agrees with the client on how bytes are protected, if they are to be, waiting for its first ones where those decide.
     * Called once, by the reader, before it reads.
     *
     * @return whether they are, so that the client could not say anything before now
     */
    default boolean handshake() throws IOException {
        return false;
    }

    /** What is known of a client that has not been written to yet. */
    enum Speaking {
        /** It may be written to in plain text, and is taken for a client of plain text from now on. */
        PLAIN,
        /** It has said something that has yet to be looked at. */
        UNKNOWN,
        /** It is not to be written to in plain text. */
        PROTECTED
    }

    /** What a client speaks of which nothing has been read yet. To be asked before the first write. For any thread. */
    default Speaking speaking() {
        return Speaking.PLAIN;
    }

    /** Whether bytes have come that nobody has read yet, as far as that is known. For any thread. */
    default boolean hasUnread() {
        return false;
    }

    /** Reads what is there, at least one byte, waiting for it; -1 at the end of the input. */
    int read(ByteBuffer into) throws IOException;

    /**
     * Reads what is there without waiting, for the thread that also waits in {@link #read}: 0 if nothing is, -1 at the end
     * of the input.
     */
    default int readNow(ByteBuffer into) throws IOException {
        return 0;
    }

    /** Writes all of it, waiting as long as the other side does not read. */
    void write(ByteBuffer from) throws IOException;

    /**
     * Ends the output in the midst of whatever the client does, and writes a line in plain text before that if the client has
     * not begun a handshake.
     */
    default void abandon(ByteBuffer line) throws IOException {
        write(line);
        shutdownOutput();
    }

    /** Since when, by {@link System#nanoTime}, a write has made no progress; 0 if none is under way. For any thread. */
    long stuckSince();

    /** Ends the output; the other side reads what was written and then the end. */
    void shutdownOutput();

    /** Closes both directions at once; unless the other side has closed too, what is unsent is lost. Idempotent. */
    @Override
    void close();
}

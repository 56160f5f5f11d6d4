package dev.chatroom.server.protocol;

import java.nio.ByteBuffer;

/** How the messages that a client reads are told apart. Stateless; for any thread. */
public interface Framing {

    /** How many bytes a message of so many takes. */
    int framedLength(int length);

    /** Writes a message that {@link #framedLength} has made space for. */
    void frame(byte[] message, ByteBuffer into);

    /** How many bytes it takes to send whole lines that {@link dev.chatroom.server.dialect.Encoding} has written. */
    default int framedLength(byte[] lines, int from, int length) {
        return length;
    }

    /** Writes such lines, for which there is that much space. */
    default void frameLines(byte[] lines, int from, int length, ByteBuffer into) {
        into.put(lines, from, length);
    }

    /** Of such lines so many bytes have space in so many. */
    default int lengthOfLinesIn(int space) {
        return space;
    }

    /** What ends the output of the server. */
    default byte[] end() {
        return new byte[0];
    }
}

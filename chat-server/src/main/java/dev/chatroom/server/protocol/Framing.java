package dev.chatroom.server.protocol;

import java.nio.ByteBuffer;

/** How the messages that a client reads are told apart. Stateless; for any thread. */
public interface Framing {

    /** How many bytes a message of so many takes. */
    int framedLength(int length);

    /** Writes a message that {@link #framedLength} has made space for. */
    void frame(byte[] message, ByteBuffer into);
}

package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** With what lines end. */
public enum LineEnd implements Framing {
    LF,
    CRLF;

    @Override
    public int framedLength(int length) {
        return length + (this == CRLF ? 2 : 1);
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        into.put(message);
        if (this == CRLF) {
            into.put((byte) '\r');
        }
        into.put((byte) '\n');
    }

    /** A line with its end. */
    public ByteBuffer framed(String line) {
        byte[] message = line.getBytes(UTF_8);
        ByteBuffer framed = ByteBuffer.allocate(framedLength(message.length));
        frame(message, framed);
        return framed.flip();
    }
}

package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** With what lines end. */
public enum LineEnd implements Framing {
    LF,
    CRLF,
    /** CR LF, for a client that has shown that it is telnet. */
    TELNET;

    /** Whether lines end with CR LF. */
    public boolean isCrlf() {
        return this != LF;
    }

    @Override
    public int framedLength(int length) {
        return length + (isCrlf() ? 2 : 1);
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        into.put(message);
        if (isCrlf()) {
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

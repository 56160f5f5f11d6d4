package dev.chatroom.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** With what lines end. */
enum LineEnd implements Framing {
    LF("\n"),
    CRLF("\r\n");

    private final byte[] bytes;

    LineEnd(String text) {
        this.bytes = text.getBytes(UTF_8);
    }

    @Override
    public int framedLength(int length) {
        return length + bytes.length;
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        into.put(message).put(bytes);
    }

    /** A line with its end. */
    ByteBuffer framed(String line) {
        byte[] message = line.getBytes(UTF_8);
        ByteBuffer framed = ByteBuffer.allocate(framedLength(message.length));
        frame(message, framed);
        return framed.flip();
    }
}

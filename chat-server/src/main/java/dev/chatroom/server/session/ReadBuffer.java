package dev.chatroom.server.session;

import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.LineEnd;
import java.nio.ByteBuffer;

/** What one client's bytes are read into. */
final class ReadBuffer {
    /** Held while nothing comes. Most lines are shorter. */
    private static final int SMALL_BYTES = 96;

    /** For a client that has filled the small one: more is waiting. */
    private static final int LARGE_BYTES = 4 * 1024;

    /** No byte of a head, so that one in which it stands is refused. */
    private static final byte NONE = (byte) 0xFF;

    /** No head is so long. */
    private static final int TOO_LONG = 16 * 1024;

    private ReadBuffer() {}

    static ByteBuffer first() {
        return ByteBuffer.allocate(SMALL_BYTES);
    }

    /**
     * Small while the client is silent, large while it sends much: then it fills what it is given.
     *
     * @param received how many bytes the last read has brought
     */
    static ByteBuffer emptied(ByteBuffer used, int received) {
        int wanted = received == used.capacity() ? LARGE_BYTES : SMALL_BYTES;
        return wanted == used.capacity() ? used.clear() : ByteBuffer.allocate(wanted);
    }

    /**
     * The first line that is not empty, as it was sent, and the bytes behind it.
     *
     * @param decoder has the beginning of the line, if it has come in pieces
     * @param rest the bytes that have come last, in which the line ends; used up
     */
    static ByteBuffer asSent(Decoder decoder, ByteBuffer rest) {
        Line line = decoder.next(rest);
        while (line != null && line.text().isEmpty()) {
            line = decoder.next(rest);
        }
        String text = line == null ? "" : line.text();
        boolean cut = line != null && line.cut();
        ByteBuffer sent = ByteBuffer.allocate((cut ? TOO_LONG : text.length()) + 2 + rest.remaining());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            sent.put(c < 0x7F ? (byte) c : NONE);
        }
        while (cut && sent.position() < TOO_LONG) {
            sent.put(NONE);
        }
        if (decoder.altersInput()) {
            // Where a body would end is not known any more, and what follows could be taken for it. No browser sends such bytes.
            return ByteBuffer.wrap(new byte[] {'\n'});
        }
        if (decoder.framing() == LineEnd.CRLF) {
            sent.put((byte) '\r');
        }
        return sent.put((byte) '\n').put(rest).flip();
    }
}

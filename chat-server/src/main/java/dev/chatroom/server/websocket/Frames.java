package dev.chatroom.server.websocket;

import java.nio.ByteBuffer;

/** Frames as a server sends them: whole messages, unmasked (RFC 6455, section 5.1). */
public final class Frames {
    private static final int FINAL = 0x80;

    /** Longer payloads have their length in two bytes of its own. */
    private static final int MOST_IN_SEVEN_BITS = 125;

    private static final int IN_TWO_BYTES = 126;
    private static final int MOST_IN_TWO_BYTES = 0xFFFF;
    private static final int IN_EIGHT_BYTES = 127;

    /** The shortest frame there is, which asks whether the client is there. */
    private static final byte[] PING = {(byte) (FINAL | Opcode.PING), 0};

    private Frames() {}

    /** A frame of text. */
    public static byte[] text(byte[] utf8) {
        return frame(Opcode.TEXT, utf8);
    }

    /** A question whether the client is there, which its program answers by itself. */
    public static byte[] ping() {
        return PING.clone();
    }

    /** The answer to a question that had this payload. */
    static byte[] pong(byte[] payload) {
        return frame(Opcode.PONG, payload);
    }

    /** The end. */
    static byte[] close(CloseCode code) {
        return frame(Opcode.CLOSE, new byte[] {(byte) (code.number() >> 8), (byte) code.number()});
    }

    /** The end, as the client wants it too. */
    static byte[] close() {
        return frame(Opcode.CLOSE, new byte[0]);
    }

    static int length(int payload) {
        return payload + (payload <= MOST_IN_SEVEN_BITS ? 2 : payload <= MOST_IN_TWO_BYTES ? 4 : 10);
    }

    static void put(int opcode, byte[] from, int start, int length, ByteBuffer into) {
        into.put((byte) (FINAL | opcode));
        if (length <= MOST_IN_SEVEN_BITS) {
            into.put((byte) length);
        } else if (length <= MOST_IN_TWO_BYTES) {
            into.put((byte) IN_TWO_BYTES).putShort((short) length);
        } else {
            into.put((byte) IN_EIGHT_BYTES).putLong(length);
        }
        into.put(from, start, length);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(length(payload.length));
        put(opcode, payload, 0, payload.length, frame);
        return frame.array();
    }
}

package dev.chatroom.server.websocket;

import java.nio.ByteBuffer;

/** A frame that is on its way from a client (RFC 6455, section 5.2): its head, and how much of its payload has come. */
final class IncomingFrame {
    private static final byte[] NOTHING = {};
    private static final int LONGEST_HEAD = 14;
    private static final int IN_TWO_BYTES = 126;
    private static final int MASK_BYTES = 4;

    private final byte[] head = new byte[LONGEST_HEAD];

    /** How many bytes of the head have come. */
    private int headLength;

    /** How many bytes of the payload have yet to come; only once the head is whole. */
    private long missing;

    /** How many have come. */
    private int masked;

    /** What has come of a frame that is no part of a message. */
    private byte[] control = NOTHING;

    /** Takes the next byte of the head. */
    void addToHead(byte next) {
        head[headLength++] = next;
    }

    /** Whether its kind and the first of its length have come, and nothing more. */
    boolean showsKind() {
        return headLength == 2;
    }

    boolean hasHead() {
        return headLength == headSize();
    }

    boolean isWhole() {
        return hasHead() && missing == 0;
    }

    /** How many bytes the head has, as far as that is known. */
    private int headSize() {
        if (headLength < 2) {
            return 2;
        }
        int written = writtenLength();
        int more = written < IN_TWO_BYTES ? 0 : written == IN_TWO_BYTES ? 2 : 8;
        return 2 + more + MASK_BYTES;
    }

    int kind() {
        return head[0] & 0x0F;
    }

    boolean isControl() {
        return Opcode.isControl(kind());
    }

    /** Whether the message ends with it. */
    boolean isLast() {
        return (head[0] & 0x80) != 0;
    }

    /** Whether it says something that nobody has agreed on. */
    boolean isReserved() {
        return (head[0] & 0x70) != 0;
    }

    boolean isMasked() {
        return (head[1] & 0x80) != 0;
    }

    /** Its length if that is short; else more than a control frame may have. */
    int writtenLength() {
        return head[1] & 0x7F;
    }

    /** The head is whole: how long the payload is; a length of more than 63 bits is negative. */
    long beginPayload() {
        long size = writtenLength();
        if (size >= IN_TWO_BYTES) {
            size = 0;
            for (int i = 2; i < headLength - MASK_BYTES; i++) {
                size = size << Byte.SIZE | (head[i] & 0xFF);
            }
        }
        missing = size;
        if (isControl()) {
            control = new byte[(int) size];
        }
        return size;
    }

    /** How much of the payload is there. */
    int available(ByteBuffer bytes) {
        return (int) Math.min(missing, bytes.remaining());
    }

    /** Takes so much of the payload of a control frame. */
    void takeControl(ByteBuffer bytes, int count) {
        take(bytes, control, masked, count);
    }

    /** Takes so much of the payload, unmasked. */
    void take(ByteBuffer bytes, byte[] target, int at, int count) {
        bytes.get(target, at, count);
        int mask = headLength - MASK_BYTES;
        for (int i = at; i < at + count; i++) {
            target[i] ^= head[mask + (masked & 3)];
            masked++;
        }
        missing -= count;
    }

    /** The payload of a control frame. */
    byte[] control() {
        return control;
    }
}

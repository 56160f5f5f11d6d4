package dev.chatroom.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Line;
import dev.chatroom.server.protocol.Decoder;
import dev.chatroom.server.protocol.Framing;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one client into messages (RFC 6455, section 5), however the network has split them, and the client its
 * messages. Pings and closings are answered by {@link #takeAnswers}; what is no frame ends all with the closing that says
 * why.
 *
 * <p>Holds no more than one message, and nothing between messages. Confined to the connection's reader thread.
 */
final class FrameDecoder implements Decoder {
    private static final byte[] NOTHING = {};
    private static final int MOST_CONTROL_BYTES = 125;
    private static final int SMALLEST_BUFFER = 128;

    private final int mostBytes;
    private final WebSocketFraming framing;

    /** Whether the message that has begun is one of bytes. */
    private boolean ofBytes;

    /** What has come of the frame that is on its way; null if nothing has. */
    private @Nullable IncomingFrame frame;

    /** What has come of the message; null if nothing has. */
    private byte @Nullable [] message;

    private int length;

    /** Whether a message has begun whose last frame has not come. */
    private boolean fragmented;

    private byte[] answers = NOTHING;
    private boolean ended;
    private Ending ending = Ending.UNSAID;

    /**
     * For a client that has just come to speak it.
     *
     * @param mostBytes how long a message may be
     * @param framing how it is answered, which tells what it may send
     */
    FrameDecoder(int mostBytes, WebSocketFraming framing) {
        this.mostBytes = mostBytes;
        this.framing = framing;
    }

    @Override
    public void prepare(ByteBuffer bytes, boolean inputHidden) {
        // Frames are taken as they are.
    }

    @Override
    public @Nullable Line next(ByteBuffer bytes) {
        while (!ended && bytes.hasRemaining()) {
            IncomingFrame begun = frame == null ? new IncomingFrame() : frame;
            frame = begun;
            if (begun.hasHead()) {
                takePayload(begun, bytes);
            } else {
                begun.addToHead(bytes.get());
                CloseCode fault = begun.hasHead() ? beginPayload(begun) : checkHead(begun);
                if (fault != null) {
                    fail(fault);
                }
            }
            if (!ended && begun.isWhole()) {
                frame = null;
                Line line = endFrame(begun);
                if (line != null) {
                    return line;
                }
            }
        }
        if (ended) {
            bytes.position(bytes.limit());
        }
        return null;
    }

    private @Nullable CloseCode checkHead(IncomingFrame begun) {
        if (!begun.showsKind()) {
            return null;
        }
        int kind = begun.kind();
        if (begun.isReserved() || !begun.isMasked() || !Opcode.isKnown(kind)) {
            return CloseCode.PROTOCOL_ERROR;
        }
        if (begun.isControl()) {
            return !begun.isLast() || begun.writtenLength() > MOST_CONTROL_BYTES ? CloseCode.PROTOCOL_ERROR : null;
        }
        if ((kind == Opcode.CONTINUATION) != fragmented) {
            return CloseCode.PROTOCOL_ERROR;
        }
        if (kind == Opcode.CONTINUATION) {
            return null;
        }
        ofBytes = kind == Opcode.BINARY;
        return framing.takes(kind) ? null : CloseCode.UNSUPPORTED;
    }

    private @Nullable CloseCode beginPayload(IncomingFrame begun) {
        long size = begun.beginPayload();
        return !begun.isControl() && (size < 0 || size > mostBytes - length) ? CloseCode.TOO_BIG : null;
    }

    private void takePayload(IncomingFrame begun, ByteBuffer bytes) {
        int count = begun.available(bytes);
        if (begun.isControl()) {
            begun.takeControl(bytes, count);
        } else {
            begun.take(bytes, withSpace(count), length, count);
            length += count;
        }
    }

    private byte[] withSpace(int count) {
        byte[] bytes = message;
        int needed = length + count;
        if (bytes == null) {
            bytes = new byte[Math.max(SMALLEST_BUFFER, needed)];
        } else if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, Math.min(mostBytes, Math.max(2 * bytes.length, needed)));
        }
        message = bytes;
        return bytes;
    }

    /** Acts on a frame that is whole; the message that it ends, or null. */
    private @Nullable Line endFrame(IncomingFrame whole) {
        switch (whole.kind()) {
            case Opcode.CLOSE -> close(whole.control());
            // Of several pings the last is to be answered (RFC 6455, section 5.5.3).
            case Opcode.PING -> answers = Frames.pong(whole.control());
            case Opcode.PONG -> {
                // It has shown that the client is there.
            }
            default -> fragmented = !whole.isLast();
        }
        return whole.isLast() && !whole.isControl() ? takeMessage() : null;
    }

    private @Nullable Line takeMessage() {
        byte[] bytes = message == null ? NOTHING : message;
        int size = framing.withoutEnd(bytes, length);
        message = null;
        length = 0;
        if (ofBytes && !isUtf8(bytes, 0, size)) {
            return new Line(new String(bytes, 0, size, UTF_8), false, false);
        }
        try {
            return new Line(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, size)).toString(), false);
        } catch (CharacterCodingException malformed) {
            fail(CloseCode.MALFORMED_TEXT);
            return null;
        }
    }

    private void close(byte[] control) {
        if (control.length == 0) {
            ending = Ending.FOR_NOW;
            end(Frames.close());
            return;
        }
        int number = control.length < 2 ? 0 : (control[0] & 0xFF) << Byte.SIZE | (control[1] & 0xFF);
        boolean proper = CloseCode.maySay(number) && isUtf8(control, 2, control.length - 2);
        ending = number == CloseCode.GOING_AWAY.number() ? Ending.FOR_NOW : Ending.FOR_GOOD;
        end(Frames.close(proper ? CloseCode.NORMAL : CloseCode.PROTOCOL_ERROR));
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private void fail(CloseCode why) {
        ending = Ending.FOR_GOOD;
        end(Frames.close(why));
    }

    private void end(byte[] closing) {
        answers = closing;
        ended = true;
        frame = null;
        message = null;
        length = 0;
    }

    @Override
    public @Nullable Line last() {
        return null;
    }

    @Override
    public boolean takesLast() {
        return false;
    }

    @Override
    public Framing framing() {
        return ended ? WebSocketFraming.NOTHING : framing;
    }

    @Override
    public boolean framesAnswers() {
        return true;
    }

    @Override
    public byte[] takeAnswers() {
        byte[] taken = answers;
        answers = NOTHING;
        return taken;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public Ending ending() {
        return ending;
    }
}

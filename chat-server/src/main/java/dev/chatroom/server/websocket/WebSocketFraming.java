package dev.chatroom.server.websocket;

import dev.chatroom.server.protocol.Framing;
import java.nio.ByteBuffer;

/** How messages are sent to a client that speaks WebSocket. */
public enum WebSocketFraming implements Framing {
    /** Texts. Those that many clients read alike have been framed once for all of them. */
    TEXTS(Opcode.TEXT, false),
    /** Lines of text, without their ends. */
    LINES_OF_TEXT(Opcode.TEXT, true),
    /** Lines of bytes, without their ends. */
    LINES_OF_BYTES(Opcode.BINARY, true),
    /** To a client that has ended, or been sent the end: nothing but the end, if it has not been sent. */
    NOTHING(Opcode.CLOSE, false);

    private static final int SHORT_LINE = 126;

    private final int opcode;
    private final boolean ofLines;

    WebSocketFraming(int opcode, boolean ofLines) {
        this.opcode = opcode;
        this.ofLines = ofLines;
    }

    /** Whether a client may send messages of this kind. Lines may be of bytes in either case, in which they need not be in UTF-8. */
    boolean takes(int kind) {
        return kind == Opcode.TEXT || (ofLines && kind == Opcode.BINARY);
    }

    /** How long what a client has sent is without the end of its line, which it should have left out. */
    int withoutEnd(byte[] message, int length) {
        int end = length;
        while (ofLines && end > 0 && (message[end - 1] == '\n' || message[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    @Override
    public int framedLength(int length) {
        return this == NOTHING ? 0 : Frames.length(length);
    }

    @Override
    public void frame(byte[] message, ByteBuffer into) {
        if (this == NOTHING) {
            return;
        }
        Frames.put(opcode, message, 0, message.length, into);
    }

    @Override
    public int framedLength(byte[] lines, int from, int length) {
        int framed = ofLines || this == NOTHING ? 0 : length;
        int next = from;
        while (ofLines && next < from + length) {
            int end = endOfLine(lines, next, from + length);
            framed += Frames.length(withoutReturn(lines, next, end) - next);
            next = end + 1;
        }
        return framed;
    }

    @Override
    public void frameLines(byte[] lines, int from, int length, ByteBuffer into) {
        if (this == NOTHING) {
            return;
        }
        if (!ofLines) {
            into.put(lines, from, length);
            return;
        }
        int next = from;
        while (next < from + length) {
            int end = endOfLine(lines, next, from + length);
            Frames.put(opcode, lines, next, withoutReturn(lines, next, end) - next, into);
            next = end + 1;
        }
    }

    /** A line end takes two bytes, and the head of a frame four if its line is not short. */
    @Override
    public int lengthOfLinesIn(int space) {
        return ofLines ? space - 2 * (space / SHORT_LINE) : space;
    }

    @Override
    public byte[] end() {
        return Frames.close(CloseCode.GOING_AWAY);
    }

    /** All that a client is sent which reads one message, or line with its end, and no more. */
    ByteBuffer last(ByteBuffer said) {
        byte[] message = new byte[said.remaining()];
        said.get(message);
        byte[] end = end();
        int length = ofLines ? framedLength(message, 0, message.length) : framedLength(message.length);
        ByteBuffer framed = ByteBuffer.allocate(length + end.length);
        if (ofLines) {
            frameLines(message, 0, message.length, framed);
        } else {
            frame(message, framed);
        }
        return framed.put(end).flip();
    }

    private static int endOfLine(byte[] lines, int from, int to) {
        int at = from;
        while (at < to && lines[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int withoutReturn(byte[] lines, int from, int end) {
        return end > from && lines[end - 1] == '\r' ? end - 1 : end;
    }
}

package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Line;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one connection into lines, however the network has split them.
 *
 * <p>LF, CR LF and CR NUL (the bare return of RFC 854) end a line. A CR before anything else is a character of the
 * line; a CR that is the last byte of the input is taken for half of an end, and dropped. Where {@link
 * #setReturnEndsLine} says so, any CR ends a line, and an LF or NUL right behind it belongs to that end.
 *
 * <p>At most {@code maxLine} bytes of a line are kept; a line that is cut ends with its last whole code point. So
 * memory is bounded by {@code maxLine} whatever a client sends, and is nothing at all between lines: a buffer is held
 * only while a line is unfinished.
 *
 * <p>Confined to the connection's reader thread.
 */
final class LineFramer {
    private static final int SMALLEST_BUFFER = 64;

    /** What stands for malformed input, but may also have been sent as it is. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte NUL = 0;

    private int maxLine;

    /** The unfinished line's first {@code length} bytes; null while there are none. */
    private byte @Nullable [] held;

    private int length;
    private boolean cut;

    /** The last byte was a CR, which belongs to the line only if the next byte does not make it a line end. */
    private boolean returnPending;

    /** Whether a CR ends a line whatever comes behind it. */
    private boolean returnEndsLine;

    /** Whether the last byte was a CR that has ended a line, so that half of its end may be yet to come. */
    private boolean endedByReturn;

    private boolean crlf;

    /**
     * Makes a framer that is at the start of a line.
     *
     * @param maxLine bytes of a line that are kept, its end not counted; at least 1
     */
    LineFramer(int maxLine) {
        if (maxLine < 1) {
            throw new IllegalArgumentException("maxLine must be at least 1 byte: " + maxLine);
        }
        this.maxLine = maxLine;
    }

    /**
     * Consumes {@code in} up to and including one line end, and returns that line; or consumes all of it, keeps what a
     * later call needs, and returns null. To be called until it returns null.
     */
    @Nullable Line next(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return null;
        }
        int start = in.position();
        if (endedByReturn) {
            endedByReturn = false;
            if (endsAfterReturn(in.get(start))) {
                in.position(++start);
            }
        }
        if (returnPending) {
            returnPending = false;
            if (endsAfterReturn(in.get(start))) {
                return finish(in, start, start, start + 1, true);
            }
            keepReturn();
        }
        int limit = in.limit();
        byte before = 0;
        for (int i = start; i < limit; i++) {
            byte b = in.get(i);
            boolean afterReturn = before == CR;
            if (b == LF || (b == NUL && afterReturn)) {
                return finish(in, start, afterReturn ? i - 1 : i, i + 1, afterReturn);
            }
            if (b == CR && returnEndsLine) {
                endedByReturn = true;
                return finish(in, start, i, i + 1, true);
            }
            before = b;
        }
        returnPending = before == CR;
        keep(in, start, returnPending ? limit - 1 : limit);
        in.position(limit);
        return null;
    }

    /** At the end of the input, the line that was not finished; null if there is nothing of one. */
    @Nullable Line last() {
        returnPending = false;
        return length > 0 || cut ? take() : null;
    }

    /** The last three bytes of the unfinished line, the last one lowest; 0 for each that is not there or was cut off. */
    int recent() {
        byte[] bytes = held;
        int recent = 0;
        if (bytes != null && !cut && !returnPending) {
            for (int i = Math.max(0, length - 3); i < length; i++) {
                recent = (recent << 8) | (bytes[i] & 0xFF);
            }
        }
        return recent;
    }

    /** From now on so many bytes of a line are kept. */
    void setMaxLine(int bytes) {
        maxLine = bytes;
    }

    /**
     * Whether a CR ends a line from now on whatever comes behind it. So it is with telnet in BINARY mode (RFC 856), where
     * some clients send the return key as it is.
     */
    void setReturnEndsLine(boolean now) {
        returnEndsLine = now;
    }

    /** Whether the line that ended last did so with CR LF, CR NUL or CR, so that the client expects CR LF back. */
    boolean crlf() {
        return crlf;
    }

    private static boolean endsAfterReturn(byte b) {
        return b == LF || b == NUL;
    }

    private Line finish(ByteBuffer in, int from, int to, int next, boolean afterReturn) {
        crlf = afterReturn;
        in.position(next);
        if (in.hasArray() && length == 0 && !cut && to - from <= maxLine) {
            return line(in.array(), in.arrayOffset() + from, to - from);
        }
        keep(in, from, to);
        return take();
    }

    private Line take() {
        byte[] bytes = held;
        Line line;
        if (bytes == null) {
            line = new Line("", cut);
        } else {
            line = cut ? new Line(wholeCodePoints(bytes, length), true) : line(bytes, 0, length);
        }
        held = null;
        length = 0;
        cut = false;
        return line;
    }

    private static Line line(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, UTF_8);
        return new Line(text, false, text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes, from, length));
    }

    private static boolean isUtf8(byte[] bytes, int from, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private void keep(ByteBuffer in, int from, int to) {
        int count = room(to - from);
        if (count > 0) {
            in.get(from, withRoomFor(count), length, count);
            length += count;
        }
    }

    private void keepReturn() {
        if (room(1) == 1) {
            withRoomFor(1)[length++] = CR;
        }
    }

    /** How many of {@code count} further bytes are kept; the line is cut from the first that is not. */
    private int room(int count) {
        int room = maxLine - length;
        cut |= count > room;
        return Math.min(count, room);
    }

    private byte[] withRoomFor(int count) {
        byte[] bytes = held;
        int needed = length + count;
        if (bytes == null) {
            bytes = new byte[Math.min(maxLine, Math.max(SMALLEST_BUFFER, needed))];
        } else if (bytes.length < needed) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(maxLine, Math.max(2L * bytes.length, needed)));
        }
        held = bytes;
        return bytes;
    }

    /** The text of a cut line, without what the cut has left of a last code point. */
    private static String wholeCodePoints(byte[] bytes, int length) {
        CharBuffer text = CharBuffer.allocate(length);
        // As if more input followed: the decoder then leaves an unfinished code point alone.
        UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes, 0, length), text, false);
        return text.flip().toString();
    }
}

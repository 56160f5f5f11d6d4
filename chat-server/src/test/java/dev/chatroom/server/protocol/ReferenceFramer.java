package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Line;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@link LineFramer} means, written for a whole input at once and without regard to cost. */
final class ReferenceFramer {
    private ReferenceFramer() {}

    static List<Line> lines(int maxLine, byte[] input) {
        return lines(maxLine, false, input);
    }

    /** @param returnEndsLine whether a CR ends a line whatever comes behind it */
    static List<Line> lines(int maxLine, boolean returnEndsLine, byte[] input) {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int i = 0; i < input.length; i++) {
            boolean last = i + 1 == input.length;
            if (input[i] == '\r' && returnEndsLine) {
                if (!last && (input[i + 1] == '\n' || input[i + 1] == 0)) {
                    i++;
                }
                lines.add(line(maxLine, line.toByteArray()));
                line.reset();
            } else if (input[i] == '\r' && (last || input[i + 1] == '\n' || input[i + 1] == 0)) {
                if (!last) {
                    i++;
                    lines.add(line(maxLine, line.toByteArray()));
                    line.reset();
                }
            } else if (input[i] == '\n') {
                lines.add(line(maxLine, line.toByteArray()));
                line.reset();
            } else {
                line.write(input[i]);
            }
        }
        if (line.size() > 0) {
            lines.add(line(maxLine, line.toByteArray()));
        }
        return lines;
    }

    private static Line line(int maxLine, byte[] bytes) {
        if (bytes.length <= maxLine) {
            String text = new String(bytes, UTF_8);
            return new Line(text, false, Arrays.equals(text.getBytes(UTF_8), bytes));
        }
        int kept = maxLine;
        for (int tail = 1; tail <= Math.min(3, maxLine); tail++) {
            if (beginsCodePoint(Arrays.copyOfRange(bytes, maxLine - tail, maxLine))) {
                kept = maxLine - tail;
            }
        }
        return new Line(new String(bytes, 0, kept, UTF_8), true);
    }

    /** Whether some continuation bytes make these bytes one code point; tries the ends of each range. */
    private static boolean beginsCodePoint(byte[] bytes) {
        boolean lead = (bytes[0] & 0xC0) == 0xC0;
        if (!lead || bytes.length == 4) {
            return false;
        }
        if (bytes.length == 2 && bytes[0] == (byte) 0xED && (bytes[1] & 0xE0) == 0xA0) {
            // Half a surrogate pair is malformed, but only its third byte makes it one.
            return true;
        }
        for (int next : new int[] {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF}) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            longer[bytes.length] = (byte) next;
            if (isCodePoint(longer) || beginsCodePoint(longer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCodePoint(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.codePointCount(0, text.length()) == 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

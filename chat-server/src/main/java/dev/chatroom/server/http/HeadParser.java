package dev.chatroom.server.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into the head of one request (RFC 9112, sections 2 to 6), however the network has split them. Whatever two
 * readers could understand in two ways is refused: bare CR or LF, folded lines, blanks before a colon, lengths or hosts that
 * contradict each other. So no proxy before it can be made to see other requests than it does.
 *
 * <p>A head has at most {@value #MOST_BYTES} bytes and {@value #MOST_FIELDS} fields. Confined to the connection's reader
 * thread.
 */
final class HeadParser {
    static final int MOST_BYTES = 8 * 1024;
    static final int MOST_FIELDS = 64;

    /** So many empty lines before a request are passed over: some clients end a body with one too many. */
    private static final int EMPTY_LINES = 2;

    private final StringBuilder line = new StringBuilder(80);
    private final List<String> fields = new ArrayList<>();
    private @Nullable String requestLine;
    private int bytes;
    private int emptyLines;
    private boolean returned;

    /** Whether anything of a request has come. */
    boolean hasBegun() {
        return requestLine != null || !line.isEmpty();
    }

    /** Takes the next bytes, up to the end of the head; null as long as that has not come. */
    @Nullable Parsed next(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte b = in.get();
            bytes++;
            if (bytes > MOST_BYTES) {
                return requestLine == null
                        ? new Parsed.Malformed(Status.URI_TOO_LONG, "The request line is too long.")
                        : new Parsed.Malformed(
                                Status.HEAD_TOO_LARGE, "A head may have %,d bytes.".formatted(MOST_BYTES));
            }
            Parsed parsed = take(b);
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }

    private @Nullable Parsed take(byte b) {
        if (returned) {
            returned = false;
            return b == '\n' ? endLine() : malformed("A CR is only for the end of a line.");
        }
        if (b == '\r') {
            returned = true;
            return null;
        }
        boolean control = (b >= 0 && b < ' ' && b != '\t') || b == 0x7F;
        if (control) {
            return malformed(b == '\n' ? "Lines end with CR LF." : "Control characters are not for heads.");
        }
        line.append((char) (b & 0xFF));
        return null;
    }

    private @Nullable Parsed endLine() {
        String ended = line.toString();
        line.setLength(0);
        if (requestLine == null) {
            if (!ended.isEmpty()) {
                requestLine = ended;
                return null;
            }
            emptyLines++;
            return emptyLines > EMPTY_LINES ? malformed("A request begins with its method.") : null;
        }
        if (ended.isEmpty()) {
            return HeadRules.head(requestLine, fields);
        }
        fields.add(ended);
        return fields.size() > MOST_FIELDS
                ? new Parsed.Malformed(Status.HEAD_TOO_LARGE, "A head may have %d fields.".formatted(MOST_FIELDS))
                : null;
    }

    private static Parsed malformed(String why) {
        return new Parsed.Malformed(Status.BAD_REQUEST, why);
    }
}

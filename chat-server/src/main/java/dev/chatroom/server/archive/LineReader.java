package dev.chatroom.server.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.archive.JsonLine.NotALineException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8 and counts them. For one thread. */
final class LineReader {
    /** Far more than the longest line of an export takes. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    private final InputStream in;
    private long number;
    private long bytes;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The number of the line that was read last, or could not be. */
    long number() {
        return number;
    }

    /** How many bytes have been read. */
    long bytes() {
        return bytes;
    }

    /**
     * The next line, without its end.
     *
     * @return null if there are no more
     * @throws NotALineException if it is no text, too long, or has no end
     */
    @Nullable String next() throws IOException, NotALineException {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one = in.read();
        if (one < 0) {
            return null;
        }
        while (one >= 0 && one != '\n') {
            if (line.size() == MOST_BYTES) {
                throw new NotALineException("it is longer than %,d bytes".formatted(MOST_BYTES));
            }
            line.write(one);
            one = in.read();
        }
        if (one < 0) {
            throw new NotALineException("it breaks off");
        }
        bytes += line.size() + 1;
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new NotALineException("it is not in UTF-8");
        }
    }
}

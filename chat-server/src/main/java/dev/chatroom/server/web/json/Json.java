package dev.chatroom.server.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.chatroom.server.dialect.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How JSON is written and read here: in UTF-8, and flat. For any thread. */
public final class Json {
    private static final int MOST_DEPTH = 4;
    private static final int MOST_NAME = 64;
    private static final int MOST_BUFFERS = 32;
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_DIGITS = 20;

    /** Refuses names that come twice, and what is deeper or longer than any request. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Else each thread keeps buffers of 20 KB, and each connection has a thread.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(MOST_BUFFERS))
            // Else every name that anybody sends is kept for good.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNameLength(MOST_NAME)
                    .maxStringLength(MOST_CHARACTERS)
                    .maxDocumentLength(MOST_CHARACTERS)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    /** Writes a value. */
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /**
     * What somebody wrote, as a field: one line, without what would act on a page or a terminal. IRC clients may write all that
     * a line can hold.
     */
    public static void writeText(String name, String written, JsonGenerator json) throws IOException {
        json.writeStringField(name, TerminalText.clean(written));
    }

    /** An object with these fields, in UTF-8. */
    public static byte[] object(Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return bytes.toByteArray();
    }
}

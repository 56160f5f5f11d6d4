package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class HeadParserPropertyTest {

    private static @Nullable Parsed parsed(byte[] bytes, int part) {
        HeadParser parser = new HeadParser();
        for (int from = 0; from < bytes.length; from += part) {
            Parsed parsed = parser.next(ByteBuffer.wrap(bytes, from, Math.min(part, bytes.length - from)));
            if (parsed != null) {
                return parsed;
            }
        }
        return null;
    }

    @Property(tries = 2_000)
    void anyHeadMeansTheSameHoweverItIsSplit(
            @ForAll("heads") String head, @ForAll @IntRange(min = 1, max = 20) int part) {
        byte[] bytes = head.getBytes(ISO_8859_1);

        assertThat(parsed(bytes, part)).isEqualTo(parsed(bytes, Math.max(1, bytes.length)));
    }

    /** Pieces of heads in any order. */
    @Provide
    Arbitrary<String> heads() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(List.of(
                        "GET ", "/rooms", "?a=b%20", " HTTP/1.1", "\r\n", "\r\n", "Host: x", "Content-Length: 3",
                        "Transfer-Encoding: chunked", ": ", "%", "http://x/", "Expect: 100-continue", " ", "\n",
                        "\r"))),
                Tuple.of(1, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(5)));
        return piece.list().ofMaxSize(12)
                .map(pieces -> "GET / HTTP/1.1\r\nHost: x\r\n" + String.join("", pieces) + "\r\n\r\n");
    }
}

package dev.chatroom.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadParserTest {

    private static Parsed parse(String head) {
        HeadParser parser = new HeadParser();
        return parser.next(ByteBuffer.wrap(head.getBytes(ISO_8859_1)));
    }

    private static RequestHead whole(String head) {
        return ((Parsed.Whole) parse(head)).head();
    }

    @Test
    void aHeadIsReadHoweverItIsSplit() {
        byte[] bytes =
                "GET /rooms/a%20b/x?last=5&q=%C3%A4+b HTTP/1.1\r\nHost: Chat.Example:2020\r\nAccept: a\r\naccept: b\r\n\r\nrest"
                        .getBytes(ISO_8859_1);
        for (int split = 1; split < bytes.length - 4; split++) {
            HeadParser parser = new HeadParser();
            ByteBuffer second = ByteBuffer.wrap(bytes, split, bytes.length - split);
            assertThat(parser.next(ByteBuffer.wrap(bytes, 0, split))).as("split at %d", split).isNull();
            Parsed.Whole whole = (Parsed.Whole) parser.next(second);

            assertThat(whole.head()).isEqualTo(new RequestHead(
                    "GET", new Target(List.of("rooms", "a b", "x"), Map.of("last", "5", "q", "ä b")), true,
                    "chat.example:2020", Map.of("host", "Chat.Example:2020", "accept", "a, b"), 0));
            assertThat(second.remaining()).as("what follows is left").isEqualTo(4);
        }
    }

    @Test
    void blanksInAValueTakeNoLongerThanLetters() {
        String blanks = " ".repeat(7_900);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 200; i++) {
                RequestHead head = whole("GET / HTTP/1.1\r\nHost: x\r\nX: \t a" + blanks + "b \t\r\n\r\n");
                assertThat(head.field("x")).contains("a" + blanks + "b");
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "two blanks|GET  / HTTP/1.1~Host: x~~",
        "no version|GET /~Host: x~~",
        "a word too many|GET / HTTP/1.1 x~Host: x~~",
        "a tab|GET\t/ HTTP/1.1~Host: x~~",
        "small letters|GET / http/1.1~Host: x~~",
        "no path|GET rooms HTTP/1.1~Host: x~~",
        "a fragment|GET /#a HTTP/1.1~Host: x~~",
        "half of an escape|GET /%4 HTTP/1.1~Host: x~~",
        "an escape that is no UTF-8|GET /%ff HTTP/1.1~Host: x~~",
        "no host|GET / HTTP/1.1~Accept: x~~",
        "two hosts|GET / HTTP/1.1~Host: x~Host: x~~",
        "two credentials|GET / HTTP/1.1~Host: x~Authorization: a~Authorization: b~~",
        "a host with a user|GET / HTTP/1.1~Host: a@b~~",
        "a blank before the colon|GET / HTTP/1.1~Host : x~~",
        "a folded line|GET / HTTP/1.1~Host: x~ y~~",
        "no name|GET / HTTP/1.1~Host: x~: y~~",
        "chunks|POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~~",
        "chunks and a length|POST / HTTP/1.1~Host: x~Content-Length: 3~Transfer-Encoding: chunked~~",
        "two lengths|POST / HTTP/1.1~Host: x~Content-Length: 3~Content-Length: 3~~",
        "a list of lengths|POST / HTTP/1.1~Host: x~Content-Length: 3, 3~~",
        "a signed length|POST / HTTP/1.1~Host: x~Content-Length: +3~~",
        "a negative length|POST / HTTP/1.1~Host: x~Content-Length: -3~~"
    })
    void whatCouldBeReadInTwoWaysIsRefused(String what, String head) {
        assertThat(parse(head.replace("~", "\r\n"))).as(what)
                .isInstanceOfSatisfying(Parsed.Malformed.class, malformed -> {
                    assertThat(malformed.status()).isEqualTo(Status.BAD_REQUEST);
                    assertThat(malformed.why()).endsWith(".");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\r\nHost: x\n\r\n", "GET / HTTP/1.1\r\nHost: x\ry\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\0\r\n\r\n", "GET / HTTP/1.1\r\nA: \u007f\r\nHost: x\r\n\r\n", "\r\n\r\n\r\n\r\n"
    })
    void linesEndWithBothCharactersAndHoldNoControls(String head) {
        assertThat(parse(head)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void anEmptyLineInFrontIsPassedOver() {
        assertThat(whole("\r\nGET / HTTP/1.0\r\n\r\n").current()).isFalse();
    }

    @Test
    void theTargetMayNameTheServer() {
        RequestHead head = whole("GET http://Other:1/rooms?x=1 HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(head.host()).isEqualTo("other:1");
        assertThat(head.target().path()).containsExactly("rooms");
    }

    @Test
    void boundsHold() {
        String fields = "A: b\r\n".repeat(HeadParser.MOST_FIELDS);
        assertThat(parse("GET /" + "a".repeat(HeadParser.MOST_BYTES)))
                .isEqualTo(new Parsed.Malformed(Status.URI_TOO_LONG, "The request line is too long."));
        assertThat(((Parsed.Malformed) parse("GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")).status())
                .isEqualTo(Status.HEAD_TOO_LARGE);
        assertThat(((Parsed.Malformed) parse("GET / HTTP/1.1\r\nA: " + "b".repeat(HeadParser.MOST_BYTES))).status())
                .isEqualTo(Status.HEAD_TOO_LARGE);
        assertThat(((Parsed.Malformed) parse("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n")).status())
                .isEqualTo(Status.CONTENT_TOO_LARGE);
        assertThat(whole("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 65536\r\n\r\n").length()).isEqualTo(65_536);
        assertThat(((Parsed.Malformed) parse("GET / HTTP/2.0\r\nHost: x\r\n\r\n")).status())
                .isEqualTo(Status.VERSION_NOT_SUPPORTED);
    }
}

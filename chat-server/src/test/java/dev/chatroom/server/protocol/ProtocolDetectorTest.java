package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolDetectorTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "GET / HTTP/1.1", "POST /path?a=b HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT 127.0.0.1:2020 HTTP/1.1",
        "GET http://127.0.0.1:2020/ HTTP/1.1", "GET / HTTP/1.0", "PRI * HTTP/2.0",
        "get / HTTP/1.1",
        "Post /x HTTP/1.1", "M-SEARCH * HTTP/1.1", "PROPFIND /dav HTTP/1.1", "x!#$%&'*+-.^_`|~9 /x HTTP/1.1",
        "GET  /two  HTTP/1.1", "GET\t/tabs\tHTTP/1.1", "GET / HTTP/1.1 ", "GET /a path with blanks HTTP/1.1",
        "GET index.html HTTP/1.1", "GET / HTTP/2", "NICK /x HTTP/1.1", "PASS x HTTP/1.1", "GET /\u00e9 HTTP/1.1"})
    void aRequestIsHttp(String line) {
        assertThat(detected(line + "\r\n")).isEqualTo(ForeignProtocol.HTTP);
        assertThat(detected(line + "\n")).isEqualTo(ForeignProtocol.HTTP);
        assertThat(detected("\r\n\n \r\n" + line + "\r\n")).isEqualTo(ForeignProtocol.HTTP);
    }

    @Test
    void aRequestForTheHeadAloneIsTold() {
        assertThat(detected("HEAD / HTTP/1.1\r\n")).isEqualTo(ForeignProtocol.HTTP_HEAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5_000, 1_000_000})
    void aRequestMayBeOfAnyLength(int length) {
        assertThat(detected("POST /" + "a".repeat(length) + " HTTP/1.1\r\n")).isEqualTo(ForeignProtocol.HTTP);
        assertThat(detected("POST /" + "a ".repeat(length) + "HTTP/1.1\r\n")).isEqualTo(ForeignProtocol.HTTP);
        assertThat(detected("X".repeat(length) + " / HTTP/1.1\r\n")).isEqualTo(ForeignProtocol.HTTP);
        assertThat(detected("POST / HTTP/1.1" + "1".repeat(length) + "\r\n")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2p1 Debian-2, SSH",
        "SSH-1.99-PuTTY, SSH",
        "PROXY TCP4 192.0.2.1 192.0.2.2 4711 2020, PROXY",
        "PROXY TCP6 2001:db8::1 2001:db8::2 4711 2020, PROXY",
        "PROXY UNKNOWN, PROXY",
        "EHLO mail, SMTP",
        "LHLO mail.example.org, SMTP",
        "HELO mail.example.org, SMTP",
        "HELO [192.0.2.1], SMTP",
        "OPTIONS rtsp://127.0.0.1/ RTSP/1.0, HTTP_LIKE",
        "OPTIONS sip:nm SIP/2.0, HTTP_LIKE"
    })
    void othersAreKnownByTheirFirstLine(String line, ForeignProtocol protocol) {
        assertThat(detected(line + "\r\n")).isEqualTo(protocol);
    }

    @ParameterizedTest
    @CsvSource({
        "1603010200, TLS",
        "1603030000, TLS",
        "0D0A0D0A000D0A515549540A, PROXY",
        // STUN and TURN (RFC 8489), alone and within a frame.
        "000100002112A442, BINARY",
        "001C000100082112A442, BINARY",
        // What browsers say first that hide media in something that looks like TLS.
        "804601030100002D, BINARY",
        // PostgreSQL, SOCKS, remote desktops.
        "0000000804D2162F, BINARY",
        "0401005019000001, BINARY",
        "0300002F2AE00000, BINARY"
    })
    void binaryProtocolsAreKnownByTheirFirstBytes(String hex, ForeignProtocol protocol) {
        assertThat(detected(new String(HexFormat.of().parseHex(hex), ISO_8859_1))).isEqualTo(protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET", "GET out", "POST /etc/passwd", "get out of HTTP/1.1", "use plain HTTP/1.1", "is it HTTP/1.1",
        "HTTP/1.1", "HTTP/1.1 400 Bad Request", "I like HTTP/1.1 more than HTTP/2", "GET / HTTP/1.1 is what it sends",
        "GET / HTTP/", "GET / HTTP/x.y", "GET / http/1.1", "/join #http HTTP/1.1", "/msg bob HTTP/1.1",
        "he said /tmp is HTTP/1.1", "CAP LS 302", "NICK bob", "USER bob 0 * :HTTP/1.1", "PASS :a/b",
        "PING :x", "@a=b CAP LS", "HELO everybody", "HELO all.", "HELO", "helo mail.example.org", "EHLO", "EHLO to you",
        "SSH-keys are lost", "SSH", "SSH-", "PROXY", "PROXY TCP4s are slow", "proxy TCP4 x", "PROXY settings",
        "hello", "\u0016\u0016", "\u0016", "\u001b[A", "\t", "abcdefgh\u0000b",
        "\r\u0000hi"})
    void whatPeopleAndIrcClientsSayIsNotForeign(String line) {
        assertThat(detected(line + "\n")).isNull();
        assertThat(detected(line + "\r\n")).isNull();
    }

    @Test
    void onlyTheFirstLineIsLookedAt() {
        assertThat(detected("hello\nGET / HTTP/1.1\r\n")).isNull();
        assertThat(detected("hello\r\0GET / HTTP/1.1\r\n")).isNull();
        assertThat(detected("a\r\n\u0016\u0003\u0001\0\0\r\n")).isNull();
    }

    @Test
    void aLineThatIsNotFinishedDecidesNothing() {
        ProtocolDetector detector = new ProtocolDetector();
        assertThat(detector.isWithinLine()).isFalse();
        assertThat(detector.look(bytes("\r\n"))).isNull();
        assertThat(detector.isWithinLine()).isFalse();
        assertThat(detector.look(bytes("POST / HTTP/1.1"))).isNull();
        assertThat(detector.isWithinLine()).isTrue();
        assertThat(detector.isDone()).isFalse();
        assertThat(detector.look(bytes("1\n"))).isNull();
        assertThat(detector.isDone()).isTrue();
        assertThat(detector.isWithinLine()).isFalse();
    }

    @Test
    void bytesAreLeftAsTheyAre() {
        ByteBuffer bytes = bytes("GET / HTTP/1.1\r\n").position(0);
        new ProtocolDetector().look(bytes);
        assertThat(bytes).isEqualTo(bytes("GET / HTTP/1.1\r\n"));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** What is detected, which must not depend on how the network has split it. */
    private static ForeignProtocol detected(String text) {
        ForeignProtocol whole = new ProtocolDetector().look(bytes(text));
        ProtocolDetector singly = new ProtocolDetector();
        ForeignProtocol found = null;
        for (int i = 0; i < text.length() && found == null; i++) {
            found = singly.look(bytes(text.substring(i, i + 1)));
        }
        assertThat(found).isEqualTo(whole);
        return whole;
    }
}

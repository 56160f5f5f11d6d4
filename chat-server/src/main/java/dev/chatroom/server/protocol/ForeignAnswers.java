package dev.chatroom.server.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatroom.server.dialect.Notice;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How clients are answered that speak a foreign protocol: in their own terms, once, before the connection ends. */
public final class ForeignAnswers {
    private static final byte HANDSHAKE_FAILURE = 40;
    private static final byte ACCESS_DENIED = 49;
    private static final byte INTERNAL_ERROR = 80;

    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final String server;
    private final Protocol plain;

    /**
     * Answers of one server.
     *
     * @param server what it calls itself
     * @param plain its protocol of plain text
     */
    public ForeignAnswers(String server, Protocol plain) {
        this.server = server;
        this.plain = plain;
    }

    /**
     * The bytes of the answer; may be none.
     *
     * @param encrypted whether the client has come with TLS, and so has to say how it joins with TLS
     */
    ByteBuffer to(ForeignProtocol protocol, boolean encrypted, Instant now) {
        return switch (protocol) {
            case HTTP -> utf8(head(page(encrypted), now) + page(encrypted));
            case HTTP_HEAD -> utf8(head(page(encrypted), now));
            case TLS -> alert(HANDSHAKE_FAILURE);
            // The host takes no mail (RFC 7504).
            case SMTP -> utf8("521 " + server + " is a chat and takes no mail\r\n");
            // A server may say lines before its own identification (RFC 4253, section 4.2), and a proxy logs what it reads.
            case SSH, PROXY -> plain.refusal(new Notice.ForeignProtocol(protocol.shown()));
            case HTTP_LIKE, BINARY -> ByteBuffer.allocate(0);
        };
    }

    /**
     * The answer to a client that speaks TLS and is not served: before a handshake it can be told no more.
     *
     * @param denied whether it is not wanted, as opposed to having come at a bad time
     */
    public static ByteBuffer tlsRefusal(boolean denied) {
        return alert(denied ? ACCESS_DENIED : INTERNAL_ERROR);
    }

    /** A fatal one (RFC 8446, section 6.2), in a record of TLS 1.2 as all versions have it. */
    private static ByteBuffer alert(byte description) {
        return ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 2, 2, description});
    }

    /** Other pages can neither show nor use it, and nobody keeps it: a web page may be here another time. */
    private static String head(String page, Instant now) {
        return """
                HTTP/1.1 403 Forbidden
                Date: %s
                Content-Type: text/plain; charset=utf-8
                Content-Length: %d
                Connection: close
                Cache-Control: no-store
                X-Content-Type-Options: nosniff
                Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
                Cross-Origin-Resource-Policy: same-origin

                """
                .formatted(HTTP_DATE.format(now), page.getBytes(UTF_8).length)
                .replace("\n", "\r\n");
    }

    private String page(boolean encrypted) {
        return """
                %s is a chat, and this port is for chat programs, not for web browsers.

                Join with this host and port, in a terminal:

                    %s

                or with any IRC client.
                """
                .formatted(server, encrypted ? "openssl s_client -quiet -connect HOST:PORT" : "nc HOST PORT");
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}

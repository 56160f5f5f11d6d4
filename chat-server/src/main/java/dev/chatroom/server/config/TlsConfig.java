package dev.chatroom.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a server speaks TLS, 1.2 (RFC 5246) or 1.3 (RFC 8446). Its ordinary port then answers TLS too: a connection whose
 * first byte is that of a handshake record speaks it, any other is plain text.
 *
 * @param certificate what the server shows its clients
 * @param port a second port, on which there is only TLS; 0 takes a free one; empty for none
 * @param only whether the ordinary port refuses plain text
 * @param handshakeTimeout how long a client may take until the handshake is done
 * @param greetingDelay how long a new connection at the ordinary port may be silent before it is taken for one of plain
 *     text and greeted, if that is longer than {@link ServerConfig#greetingDelay}: on slow networks the first bytes of a
 *     handshake come late
 */
public record TlsConfig(
        Certificate certificate,
        OptionalInt port,
        boolean only,
        Duration handshakeTimeout,
        Duration greetingDelay) {

    /** Where a server's certificate comes from. */
    public sealed interface Certificate {}

    /**
     * Files in PEM (RFC 7468), which may be one and the same. They are read again when they change.
     *
     * @param certificates the server's certificate, then the one that signed it, and so on
     * @param key its private key, not encrypted: PKCS #8, PKCS #1 or SEC 1
     */
    public record PemFiles(Path certificates, Path key) implements Certificate {}

    /** Made at the start, in memory only: a key of the curve P-256, for this machine's name, for a year. */
    public record SelfSigned() implements Certificate {}

    /** TLS beside plain text on the ordinary port, 10 s for a handshake, and 2 s before anybody is greeted. */
    public static TlsConfig of(Certificate certificate) {
        return new TlsConfig(
                certificate, OptionalInt.empty(), false, Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}

package dev.chatroom.server.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chatroom.server.http.RequestHead;
import dev.chatroom.server.http.Response;
import dev.chatroom.server.http.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How a connection of HTTP comes to speak WebSocket (RFC 6455, section 4.2). */
public final class Handshake {
    /** RFC 6455, section 1.3. */
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Only copied. To ask the JDK for one leaves behind 170 bytes in each thread that does. */
    private static final MessageDigest SHA_1 = sha1();

    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /** Whether a client asks for WebSocket, properly or not. */
    public static boolean isAskedFor(RequestHead head) {
        return head.lists("upgrade", "websocket");
    }

    /** Why a client that asks for it cannot have it; empty if it can. */
    public static Optional<Response> refusal(RequestHead head) {
        if (!head.method().equals("GET") || !head.current() || !head.lists("connection", "upgrade")) {
            return Optional.of(Response.text(
                    Status.BAD_REQUEST, "WebSocket begins with GET, HTTP/1.1 and Connection: upgrade.\n"));
        }
        if (!head.field("sec-websocket-version").filter("13"::equals).isPresent()) {
            return Optional.of(Response.text(Status.UPGRADE_REQUIRED, "This server speaks version 13 of WebSocket.\n")
                    .with("Upgrade: websocket").with("Sec-WebSocket-Version: 13"));
        }
        return head.field("sec-websocket-key").filter(Handshake::isKey).isPresent()
                ? Optional.empty()
                : Optional.of(Response.text(Status.BAD_REQUEST, "The key of a WebSocket is 16 bytes in base64.\n"));
    }

    /**
     * The answer to a client that can have it.
     *
     * @param subprotocol one that the client has named; empty if it has named none
     */
    public static Response acceptance(RequestHead head, String subprotocol) {
        Response accepted = new Response(
                Status.SWITCHING_PROTOCOLS,
                List.of("Upgrade: websocket", "Connection: Upgrade",
                        "Sec-WebSocket-Accept: " + accept(head.field("sec-websocket-key").orElseThrow())),
                new byte[0]);
        return subprotocol.isEmpty() ? accepted : accepted.with("Sec-WebSocket-Protocol: " + subprotocol);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static String accept(String key) {
        try {
            MessageDigest digest = (MessageDigest) SHA_1.clone();
            return Base64.getEncoder().encodeToString(digest.digest((key + GUID).getBytes(US_ASCII)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-1 can be copied", e);
        }
    }
}

package dev.chatroom.server.protocol;

/** What clients speak that nobody here speaks, and what they begin with. */
enum ForeignProtocol {
    /** A request (RFC 9112, section 3), also one for WebSocket (RFC 6455) or in the words of HTTP/2 (RFC 9113). */
    HTTP("HTTP"),
    /** A request to whose answer no body belongs (RFC 9110, section 9.3.2). */
    HTTP_HEAD("HTTP"),
    /** RTSP (RFC 7826) or SIP (RFC 3261), which begin like HTTP. */
    HTTP_LIKE("RTSP or SIP"),
    /** A handshake record (RFC 8446, section 5.1). */
    TLS("TLS"),
    /** An identification string (RFC 4253, section 4.2). */
    SSH("SSH"),
    /** The greeting of a client (RFC 5321, section 4.1.1.1). */
    SMTP("SMTP"),
    /** What a proxy says of a connection before its client is heard, in either version of the PROXY protocol. */
    PROXY("the PROXY protocol"),
    /** Whatever else has a NUL where text has none, such as STUN (RFC 8489), which browsers speak for web pages too. */
    BINARY("no text");

    private final String shown;

    ForeignProtocol(String shown) {
        this.shown = shown;
    }

    /** What people call it. */
    String shown() {
        return shown;
    }
}

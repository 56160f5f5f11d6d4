package dev.chatroom.server.websocket;

/** Why a WebSocket is closed (RFC 6455, section 7.4.1), as far as this server says so. */
public enum CloseCode {
    /** All is said. */
    NORMAL(1000),
    /** The server ends. */
    GOING_AWAY(1001),
    /** The client has sent what is no frame, or one that may not come there. */
    PROTOCOL_ERROR(1002),
    /** The client has sent a kind of message that is not taken. */
    UNSUPPORTED(1003),
    /** A text is not in UTF-8. */
    MALFORMED_TEXT(1007),
    /** A message is longer than one may be. */
    TOO_BIG(1009);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Whether a client may say this number when it closes: those that are defined, and those for libraries and programs. */
    static boolean maySay(int number) {
        return (number >= 1000 && number <= 1014 && number != 1004 && number != 1005 && number != 1006)
                || (number >= 3000 && number <= 4999);
    }
}

package dev.chatroom.server.http;

/** The status of a response (RFC 9110, section 15), as far as this server uses it. */
public enum Status {
    SWITCHING_PROTOCOLS(101, "Switching Protocols"),
    OK(200, "OK"),
    CREATED(201, "Created"),
    ACCEPTED(202, "Accepted"),
    NO_CONTENT(204, "No Content"),
    NOT_MODIFIED(304, "Not Modified"),
    BAD_REQUEST(400, "Bad Request"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not Found"),
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    REQUEST_TIMEOUT(408, "Request Timeout"),
    CONFLICT(409, "Conflict"),
    CONTENT_TOO_LARGE(413, "Content Too Large"),
    URI_TOO_LONG(414, "URI Too Long"),
    MISDIRECTED(421, "Misdirected Request"),
    UPGRADE_REQUIRED(426, "Upgrade Required"),
    TOO_MANY_REQUESTS(429, "Too Many Requests"),
    HEAD_TOO_LARGE(431, "Request Header Fields Too Large"),
    SERVER_FAULT(500, "Internal Server Error"),
    UNAVAILABLE(503, "Service Unavailable"),
    VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

    private final int code;
    private final String reason;

    Status(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The three digits. */
    public int code() {
        return code;
    }

    /** The words behind them. */
    public String reason() {
        return reason;
    }

    /** Whether no body belongs to such a response, and no length either (RFC 9110, section 6.4.1). */
    boolean isBodiless() {
        return this == SWITCHING_PROTOCOLS || this == NO_CONTENT || this == NOT_MODIFIED;
    }
}

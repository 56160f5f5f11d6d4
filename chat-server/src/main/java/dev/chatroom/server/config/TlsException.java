package dev.chatroom.server.config;

import java.io.IOException;

/** TLS cannot be had as configured; the message tells the operator in one line why, and what to do. */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1;

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}

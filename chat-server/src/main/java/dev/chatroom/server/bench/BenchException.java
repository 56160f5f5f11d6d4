package dev.chatroom.server.bench;

/** Nothing could be measured. The message is for the user: a phrase without a full stop. */
public final class BenchException extends Exception {
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.chatroom.server.bench.plan;

/** Nothing could be measured. The message is for the user: a phrase without a full stop. */
public final class BenchException extends Exception {
    private static final long serialVersionUID = 1;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.chatroom.server.store;

/** The history cannot be read or written; the message says why, in a line for the operator. */
public sealed class StoreException extends RuntimeException permits DataFolder.TakenException {
    private static final long serialVersionUID = 1;

    private final String line;

    StoreException(String line) {
        super(line);
        this.line = line;
    }

    StoreException(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** What is wrong, in a line. */
    public String line() {
        return line;
    }
}

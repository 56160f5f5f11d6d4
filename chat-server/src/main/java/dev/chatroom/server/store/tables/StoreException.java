package dev.chatroom.server.store.tables;

/** The history cannot be read or written; the message says why, in a line for the operator. */
public sealed class StoreException extends RuntimeException permits DataFolder.TakenException {
    private static final long serialVersionUID = 1;

    private final String line;

    public StoreException(String line) {
        super(line);
        this.line = line;
    }

    public StoreException(String line, Throwable cause) {
        super(line, cause);
        this.line = line;
    }

    /** What is wrong, in a line. */
    public String line() {
        return line;
    }
}

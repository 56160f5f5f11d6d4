package dev.chatroom.core.store;

/**
 * A question to the history has no answer at the moment. Nothing has changed, and everything else goes on: whoever asked can
 * be told so, and may ask again.
 */
public final class UnreadableHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why there is no answer. */
    public enum Reason {
        /** Looking for it takes longer than one may. Another question may be quicker. */
        TOO_SLOW,
        /** Too many others wait for an answer. */
        BUSY,
        /** No words can be looked for until the program has been started anew; everything else can be read. */
        UNSEARCHABLE,
        /** What is kept cannot be read. */
        BROKEN
    }

    public UnreadableHistoryException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UnreadableHistoryException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}

package dev.chatroom.server.config;

import java.io.IOException;

/** The history cannot be kept where {@link DataConfig} says; the message says why, in a line for the operator. */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param cause what was met */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.chatroom.server.config;

import java.io.IOException;

/** A node cannot be part of its cluster; the message says why, in a line for the operator. */
public final class ClusterException extends IOException {
    private static final long serialVersionUID = 1;

    public ClusterException(String message) {
        super(message);
    }

    /** @param cause what was met */
    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.chatroom.core.codec;

/** Bytes that are not the form of an event. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedEventException(String message) {
        super(message);
    }
}

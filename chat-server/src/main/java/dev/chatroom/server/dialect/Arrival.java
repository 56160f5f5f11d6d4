package dev.chatroom.server.dialect;

/**
 * How a client has come in.
 *
 * @param secret with which it can take its user up again over another connection
 * @param reached how it reaches the server, and so whether others do at the same address
 */
public record Arrival(String secret, Reached reached) {
    /** Before anything is known. */
    public static final Arrival UNTOLD = new Arrival("", Reached.PLAIN);

    /** The way of a client to the server. */
    public enum Reached {
        /** Itself, in plain text. */
        PLAIN,
        /** Itself, with TLS. */
        TLS,
        /** By a proxy that the server knows; others may find none of its protocols but HTTP there. */
        PROXY
    }
}

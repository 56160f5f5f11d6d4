package dev.chatroom.server.http;

import dev.chatroom.server.protocol.Protocol;
import java.io.IOException;

/** How a request is answered. */
public sealed interface Answer {

    /** At once. */
    record Whole(Response response) implements Answer {}

    /**
     * With a body that goes on for as long as there is something to say. It ends the connection.
     *
     * @param head its body is not written
     * @param source writes the body
     */
    record Endless(Response head, Source source) implements Answer {}

    /**
     * The connection goes on in another protocol, which the response announces.
     *
     * @param secret the one with which the client takes up a user that it had before; empty if it has none
     */
    record Upgrade(Response response, Protocol protocol, String secret) implements Answer {}

    /** Writes a body. Runs on the connection's reader thread, where it may block. */
    interface Source {

        /** Returns when there is nothing more to write, or the connection is to end. */
        void writeTo(BodyWriter body) throws IOException, InterruptedException;
    }
}

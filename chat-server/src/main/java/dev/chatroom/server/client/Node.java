package dev.chatroom.server.client;

import java.net.InetAddress;

/** Where a request came from, as a proxy tells it (RFC 7239, section 6). */
sealed interface Node {

    /** An address; the port behind it says nothing about the client. */
    record Address(InetAddress address) implements Node {}

    /** The proxy does not say, or hides it. */
    record Hidden() implements Node {}

    /** It is written as nothing that is known. */
    record Malformed() implements Node {}
}

package dev.chatroom.server.client;

import java.net.InetAddress;

/** In whose name a trusted proxy asks. */
sealed interface Forwarding {

    /**
     * In the name of a client, or in its own.
     *
     * @param scheme {@code http} or {@code https}, as the client asks; empty if the proxy does not say
     * @param host the host that the client asks; empty if the proxy does not say
     */
    record Told(InetAddress client, String scheme, String host) implements Forwarding {}

    /**
     * It says so in no way that can be understood.
     *
     * @param why in a sentence
     */
    record Malformed(String why) implements Forwarding {}
}

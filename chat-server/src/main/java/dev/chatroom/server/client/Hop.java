package dev.chatroom.server.client;

/**
 * One step on the way of a request, as the proxy tells that took it from there. Anything that it does not tell is empty.
 *
 * @param node where it came from, as written
 * @param proto the scheme by which it came
 * @param host the host that it was for
 */
record Hop(String node, String proto, String host) {
    /** Nothing is told. */
    static final Hop NOTHING = new Hop("", "", "");
}

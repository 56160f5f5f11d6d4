package dev.chatroom.server.bench.plan;

/** What the clients of a measurement speak. */
public enum Language {
    /** They just talk. */
    PLAIN,
    /** They are IRC clients that want times and tags. */
    IRC,
    /** Every other one is an IRC client, in one room with the others. */
    BOTH
}

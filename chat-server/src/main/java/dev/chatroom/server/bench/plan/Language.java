package dev.chatroom.server.bench.plan;

/** What the clients of a measurement speak. */
public enum Language {
    /** They just talk. */
    PLAIN,
    /** They are IRC clients that want times and tags. */
    IRC,
    /** They are pages, or programs like them: JSON over WebSocket. */
    WEB,
    /** In each room, every other one is an IRC client. */
    HALF_IRC,
    /** In each room a third just talks, a third are IRC clients, and a third are pages. */
    MIXED
}

package dev.chatroom.core.event;

/** What somebody leaves, and by whose will. */
public enum Leaving {
    /** Only the room. */
    ROOM,
    /** The chat, with all rooms, because they wanted to. */
    CHAT,
    /** The chat, with all rooms, because they were put out or their connection ended. */
    TAKEN_OUT
}

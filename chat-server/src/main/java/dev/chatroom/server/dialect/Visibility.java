package dev.chatroom.server.dialect;

/** Who is shown an event's lines as everybody else is, of those who read its room and are not its author. */
public enum Visibility {
    /** All. */
    ALL,

    /** Those who are in this room only. Whoever is in several is shown the same change in one of them. */
    ONE_ROOM,

    /** Nobody: each has to look at the event itself. */
    NOBODY
}

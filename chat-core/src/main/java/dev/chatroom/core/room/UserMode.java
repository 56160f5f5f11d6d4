package dev.chatroom.core.room;

/** What may be switched on and off for a user. */
public enum UserMode {
    /** Not listed for those who share no room with the user. */
    INVISIBLE,
    /** A program, not a person. */
    BOT,
    /** Reads what operators of the server announce to all. */
    WALLOPS,
    /** Runs the server. */
    SERVER_OPERATOR,
    /** Nobody on the way can read what is said; for whoever lets the user in to say. */
    ENCRYPTED,
    /** Is at a terminal or on a page: no program answers other programs there. For whoever lets the user in. */
    AT_TERMINAL
}

package dev.chatroom.core.directory;

/** What becomes of a nickname that somebody asks for. */
public enum Claim {
    GRANTED,
    /** Somebody else has it. */
    TAKEN,
    /** The other nodes cannot be reached, so it is not known whether somebody has it. Nothing has changed. */
    CUT_OFF
}

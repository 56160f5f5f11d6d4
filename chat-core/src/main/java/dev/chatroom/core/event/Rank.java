package dev.chatroom.core.event;

/** What a member of a room may do beyond the others, the least first. A member may have both ranks. */
public enum Rank {
    /** Speaks where only few may. */
    VOICE,
    /** Runs the room, and speaks where only few may. */
    OPERATOR
}

package dev.chatroom.core.directory;

/** What became of something that was for one person. */
public enum Delivered {
    /** It waits for the person to read it, or the person does not want to read of the author. */
    DELIVERED,
    /** There is nobody with this id. */
    GONE,
    /** Too much waits for the person already. */
    FULL,
    /** That person's node cannot be reached. */
    CUT_OFF
}

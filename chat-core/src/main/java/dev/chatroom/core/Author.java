package dev.chatroom.core;

/**
 * Who did something, as they were called at that moment: a {@link User} may be renamed later, an event may not.
 *
 * @param userId the user's id, 0 for the room itself
 * @param nickname the nickname at the time, empty for the room itself
 */
public record Author(long userId, Nickname nickname) {
    /** The author of what no user did, such as a summary. */
    public static final Author ROOM = new Author(0, new Nickname("", ""));
}

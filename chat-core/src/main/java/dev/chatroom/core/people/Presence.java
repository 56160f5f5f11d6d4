package dev.chatroom.core.people;

/** How far a user has come. In this order, though whoever has only arrived leaves without having been there. */
public enum Presence {
    /** Others cannot know of the user yet. */
    ARRIVED,
    PRESENT,
    /** Others may still know of the user, who can do nothing any more. */
    LEAVING,
    LEFT;

    /** Whether the user can do nothing any more. */
    public boolean isGone() {
        return this == LEAVING || this == LEFT;
    }

    /** Whether others may know of the user. */
    public boolean isKnown() {
        return this == PRESENT || this == LEAVING;
    }
}

package dev.chatroom.core.people;

/** The stages of a user, in their order. A user who has only arrived goes from there to the last stage, unknown to others. */
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

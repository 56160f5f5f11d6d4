package dev.chatroom.core;

/** How far a user has come. In this order, though whoever has only arrived leaves without having been there. */
enum Presence {
    /** Others cannot know of the user yet. */
    ARRIVED,
    PRESENT,
    /** Others may still know of the user, who can do nothing any more. */
    LEAVING,
    LEFT
}

package dev.chatroom.core.order;

/** Why an event that was underway did not get a place. */
public enum Rejection {
    /** Another change of the room was faster. It has been handed over, so the room can decide anew. */
    OVERTAKEN,
    /** The order could not be reached. */
    CUT_OFF
}

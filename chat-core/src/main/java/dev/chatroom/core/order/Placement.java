package dev.chatroom.core.order;

/** What a {@link Sequencer} says of an event when it is appended. */
public enum Placement {
    /** It has its place, which is the next one in its room: it is applied at once. */
    PLACED,
    /** It is on its way: it will be handed over or refused later. */
    UNDERWAY,
    /** The order cannot be reached now. The event is not appended, and will not come. */
    CUT_OFF
}

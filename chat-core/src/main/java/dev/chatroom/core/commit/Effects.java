package dev.chatroom.core.commit;

import dev.chatroom.core.event.ChatEvent.RoomEvent;

/**
 * What goes with an event in this process alone, such as memberships and subscriptions. Called under the append lock, by the
 * thread that applies the event.
 */
public interface Effects<E extends RoomEvent> {

    /** What is to be so already when the first reader learns of the event. */
    default void before(E event) {
        // Most events go without.
    }

    /** What follows when the event is in the history. */
    default void after(E event) {
        // Most events go without.
    }
}

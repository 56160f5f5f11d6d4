package dev.chatroom.core;

/**
 * Takes what {@link Outbox#drain} hands out, on the thread that called it. It must not block, and must not call the
 * outbox.
 */
@FunctionalInterface
public interface DeliverySink {

    /** Takes one delivery, and returns whether it wants another now. */
    boolean take(Delivery<ChatEvent> delivery);

    /**
     * Takes one or more events of a room, and returns whether it wants more now. Without further ado they are taken one
     * by one.
     *
     * @return false if it has had enough; true if all were taken, or {@link Stretch#next} gave null
     */
    default boolean take(Stretch<ChatEvent> events) {
        Delivery<ChatEvent> next = events.next();
        while (next != null) {
            if (!take(next)) {
                return false;
            }
            next = events.next();
        }
        return true;
    }
}

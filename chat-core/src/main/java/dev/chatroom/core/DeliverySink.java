package dev.chatroom.core;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.EventBatch;
import dev.chatroom.core.event.ChatEvent;

/**
 * Takes what {@link Outbox#drain} hands out, on the thread that called it. It must not block, and must not call the
 * outbox. A delivery counts as taken when {@code take} returns: if that throws, the delivery comes again.
 */
@FunctionalInterface
public interface DeliverySink {

    /** Takes one delivery, and returns whether it wants another now. */
    boolean take(Delivery<ChatEvent> delivery);

    /**
     * Takes one or more events of a room, and returns whether it wants more now. Unless this is overridden, they are taken
     * one by one. Events count as taken when they have been taken from the batch.
     *
     * @return false if it has had enough; true if all were taken, or {@link EventBatch#next} gave null
     */
    default boolean take(EventBatch<ChatEvent> events) {
        boolean more = true;
        while (more && !events.isTaken()) {
            long position = events.position();
            Delivery<ChatEvent> next = events.peek(position);
            if (next == null) {
                return true;
            }
            more = take(next);
            events.advanceTo(position);
        }
        return more;
    }
}

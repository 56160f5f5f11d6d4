package dev.chatroom.core.broadcast;

/**
 * Takes what is handed out to it, on the thread that asked for it. It must not block, and must not call what hands out. A
 * delivery counts as taken when {@code take} returns: if that throws, the delivery comes again.
 *
 * @param <E> the events
 */
@FunctionalInterface
public interface DeliverySink<E> {

    /** Takes one delivery, and returns whether it wants another now. */
    boolean take(Delivery<E> delivery);

    /**
     * Takes one or more events of a log, and returns whether it wants more now. Unless this is overridden, they are taken
     * one by one. Events count as taken when they have been taken from the batch.
     *
     * @return false if it has had enough; true if all were taken, or {@link EventBatch#next} gave null
     */
    default boolean take(EventBatch<E> events) {
        boolean more = true;
        while (more && !events.isTaken()) {
            long position = events.position();
            Delivery<E> next = events.peek(position);
            if (next == null) {
                return true;
            }
            more = take(next);
            events.advanceTo(position);
        }
        return more;
    }
}

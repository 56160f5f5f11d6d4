package dev.chatroom.server.cluster.order;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.order.Sequencer;
import java.time.Instant;

/**
 * The ids of events, as the places of the stream make them: milliseconds in the upper bits, as {@link IdGenerator#timeOrdered} has
 * them, so that an id says when; below them the lower bits of the sequence.
 */
final class EventPlace {
    private static final long LOW = (1L << IdGenerator.COUNTER_BITS) - 1;

    private EventPlace() {}

    /**
     * The id of an event, greater than the one before it. All nodes make the same of the same stream.
     *
     * @param at no earlier than that of the event before
     * @param before the id of the event before, 0 if there is none
     */
    static long id(long sequence, Instant at, long before) {
        long low = sequence & LOW;
        long id = at.toEpochMilli() << IdGenerator.COUNTER_BITS | low;
        // The lower bits begin anew after a million events, within a millisecond perhaps; and ids do not go back.
        return id > before ? id : (before | LOW) + 1 + low;
    }

    /**
     * The sequence of an event by its id, if the event is among the last million: if not, the broker says that it is another, and which.
     *
     * @param id or what a chat gives for a change that comes after nothing, or anywhere
     * @param last the sequence of the last event that was handed over
     */
    static long sequence(long id, long last) {
        if (id == Sequencer.ANYWHERE || id == 0) {
            return id;
        }
        long sequence = (last & ~LOW) | (id & LOW);
        return sequence <= last ? sequence : Math.max(0, sequence - LOW - 1);
    }
}

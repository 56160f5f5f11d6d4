package dev.chatroom.core.store;

import dev.chatroom.core.event.ChatEvent;
import java.time.Instant;

/** A place in the history of a room, which lies before, at or after each event. Ids of events are in the order of time. */
public sealed interface HistoryPoint {
    /** Before all events. */
    HistoryPoint BEGINNING = new OfId(Long.MIN_VALUE);

    /** After all events. */
    HistoryPoint END = new OfId(Long.MAX_VALUE);

    /** Where an event is: negative if before this point, 0 if at it, positive if after it. */
    int compare(ChatEvent event);

    /** The place of the event with this id, which need not be there any more. */
    record OfId(long id) implements HistoryPoint {
        @Override
        public int compare(ChatEvent event) {
            return Long.compare(event.id(), id);
        }
    }

    /** The place of all events of this moment. */
    record OfTime(Instant at) implements HistoryPoint {
        @Override
        public int compare(ChatEvent event) {
            return event.at().compareTo(at);
        }
    }
}

package dev.chatroom.core.history;

import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.EventWeight;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a room and is not kept by the store of the history yet, so that nobody may read it. Guarded by the
 * append lock.
 */
final class UnshownEvents implements Iterable<RoomEvent> {
    /** @param lost whether the store did not take it, so that it waits only for those before it */
    private record Waiting(RoomEvent event, int weight, boolean lost) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(0);

    /** Up to this sequence the store has kept everything. */
    private long keptUpTo;

    private long weight;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many bytes of heap they take. */
    long weight() {
        return weight;
    }

    void add(RoomEvent event, boolean lost) {
        int added = EventWeight.of(event);
        waiting.add(new Waiting(event, added, lost));
        weight += added;
    }

    /** The store has kept all events up to this one. */
    void keep(long sequence) {
        keptUpTo = Math.max(keptUpTo, sequence);
    }

    boolean isKept(RoomEvent event) {
        return event.sequence() <= keptUpTo;
    }

    /** Takes out the first if it may be shown now; null if there is none. */
    @Nullable RoomEvent next() {
        Waiting first = waiting.peek();
        if (first == null || !(first.lost() || isKept(first.event()))) {
            return null;
        }
        weight -= first.weight();
        return waiting.remove().event();
    }

    /** All of them, in the order of the room. */
    @Override
    public Iterator<RoomEvent> iterator() {
        return waiting.stream().map(Waiting::event).iterator();
    }
}

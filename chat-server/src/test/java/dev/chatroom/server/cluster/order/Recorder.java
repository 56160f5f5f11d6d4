package dev.chatroom.server.cluster.order;

import dev.chatroom.core.IdGenerator;
import dev.chatroom.core.event.Author;
import dev.chatroom.core.event.ChatEvent.RoomEvent;
import dev.chatroom.core.event.ChatEvent.TopicChanged;
import dev.chatroom.core.event.EventHeader;
import dev.chatroom.core.event.Profile;
import dev.chatroom.core.order.Rejection;
import dev.chatroom.core.order.Sequencer;
import dev.chatroom.core.text.Nickname;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** What an order hands over and refuses. */
final class Recorder implements Sequencer.Receiver {
    static final RoomName TEA = new RoomName("tea", "tea");

    /** The ids with which events were appended, in the order in which they came. */
    final List<Long> events = Collections.synchronizedList(new ArrayList<>());

    final List<Long> places = Collections.synchronizedList(new ArrayList<>());

    /** How many events there were at the end of each batch. */
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    /** Whoever holds it lets nothing be handed over. */
    final ReentrantLock gate = new ReentrantLock();

    final Map<Long, Rejection> refused = new ConcurrentHashMap<>();

    /** An event; whether it is a change is what the test says of it. */
    static RoomEvent event(long id) {
        return new TopicChanged(
                new EventHeader(id, TEA, 0, Instant.EPOCH, new Author(1, Nickname.guest(1), Profile.NONE)),
                "topic " + id);
    }

    @Override
    public void apply(RoomEvent event, long id, Instant at) {
        gate.lock();
        try {
            events.add(event.id());
            // There are fewer than a million.
            places.add(EventPlace.sequence(id, (1 << IdGenerator.COUNTER_BITS) - 1));
        } finally {
            gate.unlock();
        }
    }

    @Override
    public void endBatch() {
        batches.add(events.size());
    }

    @Override
    public void refuse(long id, Rejection why) {
        refused.put(id, why);
    }
}

package dev.chatroom.core.reading;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.MemoryBudget;
import dev.chatroom.core.room.RoomReport;
import dev.chatroom.core.room.RoomView;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one user alone. Guarded by the lock of the user's outbox, except {@link #isEmpty}, which is
 * for any thread.
 */
public final class PersonalQueue {
    /** So much may wait for everybody, however much waits for the others. */
    private static final int ALWAYS = 2 * 1024;

    /**
     * Something for this user alone, and the place in a room that the user must have reached before.
     *
     * @param delivery null if there is only the place, which what follows waits for
     * @param weight how many bytes of heap all of it takes
     */
    public record Item(
            @Nullable Delivery<ChatEvent> delivery,
            @Nullable Subscription<ChatEvent> room,
            long position,
            int weight) {
        private static final int OBJECT = 32;
        private static final int IN_QUEUE = OBJECT + 2 * HeapSize.REFERENCE;
        private static final int DELIVERY = 24;

        /** A place alone. */
        public Item(Subscription<ChatEvent> room, long position) {
            this(null, room, position, IN_QUEUE);
        }

        /** An event behind a place, or behind none. */
        public static Item of(ChatEvent event, @Nullable Subscription<ChatEvent> room, long position) {
            return new Item(new Delivery.Event<>(0, event), room, position,
                    IN_QUEUE + DELIVERY + EventWeight.of(event));
        }

        /** A reply behind a place, or behind none. To be made under no lock. */
        public static Item of(Delivery.Reply<ChatEvent> reply, @Nullable Subscription<ChatEvent> room, long position) {
            return new Item(reply, room, position, IN_QUEUE + weightOf(reply));
        }

        /** A report on the room at the position of the view, about a reply of that weight. */
        public static Item of(RoomView view, Delivery.Reply<ChatEvent> about, int weight,
                Subscription<ChatEvent> room) {
            return new Item(
                    new RoomReport(view, about), room, view.position(), IN_QUEUE + RoomReport.weight(view, weight));
        }

        /** What a reply weighs. Never to be asked under a lock, since the reply is somebody else's code. */
        public static int weightOf(Delivery.Reply<ChatEvent> reply) {
            int weight = reply.weight();
            if (weight < 0) {
                throw new IllegalArgumentException("a reply weighs nothing or more, not " + weight);
            }
            return weight;
        }
    }

    /**
     * How much may wait for each user of a chat: one object for all of them.
     *
     * @param items from how many items on a queue is full; it takes more all the same
     * @param bytes from how many bytes on
     * @param memory counts them
     */
    public record Bounds(int items, int bytes, MemoryBudget memory) {
        public Bounds(Limits limits, MemoryBudget memory) {
            this(limits.of(Limit.PENDING), limits.of(Limit.PENDING_BYTES), memory);
        }
    }

    /** All that waits, and how much it weighs. */
    private static final class Contents {
        final ArrayDeque<Item> items = new ArrayDeque<>(4);
        long weight;
        boolean counted = true;
    }

    private final Bounds bounds;

    /** Null while nothing waits, which is most of the time. */
    private volatile @Nullable Contents contents;

    public PersonalQueue(Bounds bounds) {
        this.bounds = bounds;
    }

    public boolean isEmpty() {
        return contents == null;
    }

    public boolean isFull() {
        Contents waiting = contents;
        return waiting != null
                && (waiting.items.size() >= bounds.items()
                        || waiting.weight >= bounds.bytes()
                        || (waiting.weight >= ALWAYS && bounds.memory().isWaitingRoomFull()));
    }

    public void add(Item item) {
        Contents waiting = contents;
        if (waiting == null) {
            waiting = new Contents();
            contents = waiting;
        }
        waiting.items.add(item);
        count(waiting, item.weight());
    }

    /** The first item, or null if none waits. */
    public @Nullable Item peek() {
        Contents waiting = contents;
        return waiting == null ? null : waiting.items.peek();
    }

    /** Hands out the first item, which there must be; false if the sink has had enough. */
    public boolean handOutFirst(DeliverySink<ChatEvent> sink) {
        Contents waiting = Objects.requireNonNull(contents);
        Delivery<ChatEvent> next = waiting.items.element().delivery();
        boolean more = next == null || sink.take(next);
        remove(waiting);
        return more;
    }

    private void remove(Contents waiting) {
        Item item = waiting.items.remove();
        count(waiting, -item.weight());
        if (waiting.items.isEmpty()) {
            contents = null;
        }
    }

    /** What waits now counts no more: nothing is added, and perhaps nobody reads it. */
    public void endCounting() {
        Contents waiting = contents;
        if (waiting != null && waiting.counted) {
            bounds.memory().addWaiting(-waiting.weight);
            waiting.counted = false;
        }
    }

    private void count(Contents waiting, int bytes) {
        waiting.weight += bytes;
        if (waiting.counted) {
            bounds.memory().addWaiting(bytes);
        }
    }
}

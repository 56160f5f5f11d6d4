package dev.chatroom.core;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.Subscription;
import dev.chatroom.core.event.ChatEvent;
import dev.chatroom.core.event.EventWeight;
import dev.chatroom.core.memory.HeapSize;
import dev.chatroom.core.memory.MemoryBudget;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one user alone. Guarded by the lock of the user's {@link Outbox}, but for {@link #isEmpty}, which is
 * for any thread.
 */
final class PersonalQueue {
    /** So much may wait for everybody, however much waits for the others. */
    private static final int ALWAYS = 2 * 1024;

    /**
     * Something for this user alone, and the place in a room that the user must have reached before.
     *
     * @param delivery null if there is only the place, which what follows waits for
     * @param weight how many bytes of heap all of it takes
     */
    record Item(
            @Nullable Delivery<ChatEvent> delivery,
            @Nullable Subscription<ChatEvent> room,
            long position,
            int weight) {
        private static final int OBJECT = 32;
        private static final int IN_QUEUE = OBJECT + 2 * HeapSize.REFERENCE;
        private static final int DELIVERY = 24;

        Item(@Nullable Delivery<ChatEvent> delivery, @Nullable Subscription<ChatEvent> room, long position) {
            this(delivery, room, position, IN_QUEUE + weight(delivery));
        }

        Item(Delivery<ChatEvent> delivery) {
            this(delivery, null, 0);
        }

        private static int weight(@Nullable Delivery<ChatEvent> delivery) {
            return switch (delivery) {
                case Delivery.Event<ChatEvent>(long sequence, ChatEvent event) -> DELIVERY + EventWeight.of(event);
                case Delivery.Reply<ChatEvent>(String text) -> DELIVERY + HeapSize.string(text);
                case null, default -> 0;
            };
        }
    }

    private final int capacity;
    private final int mostBytes;
    private final MemoryBudget memory;

    /** How much all items weigh. */
    private long weight;

    private boolean counted = true;

    /** Null while nothing waits, which is most of the time. */
    private volatile @Nullable ArrayDeque<Item> items;

    /**
     * @param capacity from how many items on it is full; it takes more all the same
     * @param mostBytes from how many bytes on
     * @param memory counts them
     */
    PersonalQueue(int capacity, int mostBytes, MemoryBudget memory) {
        this.capacity = capacity;
        this.mostBytes = mostBytes;
        this.memory = memory;
    }

    boolean isEmpty() {
        return items == null;
    }

    boolean isFull() {
        ArrayDeque<Item> waiting = items;
        return waiting != null
                && (waiting.size() >= capacity
                        || weight >= mostBytes
                        || (weight >= ALWAYS && memory.isWaitingRoomFull()));
    }

    void add(Item item) {
        ArrayDeque<Item> waiting = items;
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
            items = waiting;
        }
        waiting.add(item);
        count(item.weight());
    }

    /** The first item, or null if none waits. */
    @Nullable Item peek() {
        ArrayDeque<Item> waiting = items;
        return waiting == null ? null : waiting.peek();
    }

    /** Removes the first item, which there must be. */
    void remove() {
        ArrayDeque<Item> waiting = Objects.requireNonNull(items);
        Item item = waiting.remove();
        count(-item.weight());
        if (waiting.isEmpty()) {
            items = null;
        }
    }

    /** What waits now counts no more: nothing is added, and perhaps nobody reads it. */
    void endCounting() {
        if (counted) {
            memory.addWaiting(-weight);
            counted = false;
        }
    }

    private void count(int bytes) {
        weight += bytes;
        if (counted) {
            memory.addWaiting(bytes);
        }
    }
}

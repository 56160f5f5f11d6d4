package dev.chatroom.core;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one user alone. Guarded by the lock of the user's {@link Outbox}, but for {@link #isEmpty}, which is
 * for any thread.
 */
final class PersonalQueue {

    /**
     * Something for this user alone, and the place in a room that the user must have reached before.
     *
     * @param delivery null if there is only the place, which what follows waits for
     */
    record Item(@Nullable Delivery<ChatEvent> delivery, @Nullable Subscription<ChatEvent> room, long position) {
        Item(Delivery<ChatEvent> delivery) {
            this(delivery, null, 0);
        }
    }

    private final int capacity;

    /** Null while nothing waits, which is most of the time. */
    private volatile @Nullable ArrayDeque<Item> items;

    /** @param capacity from how many items on it is full; it takes more all the same */
    PersonalQueue(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return items == null;
    }

    boolean isFull() {
        ArrayDeque<Item> waiting = items;
        return waiting != null && waiting.size() >= capacity;
    }

    void add(Item item) {
        ArrayDeque<Item> waiting = items;
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
            items = waiting;
        }
        waiting.add(item);
    }

    /** The first item, or null if none waits. */
    @Nullable Item peek() {
        ArrayDeque<Item> waiting = items;
        return waiting == null ? null : waiting.peek();
    }

    /** Takes the first item, which there must be; null if it was only a place to wait for. */
    @Nullable Delivery<ChatEvent> take() {
        ArrayDeque<Item> waiting = Objects.requireNonNull(items);
        Delivery<ChatEvent> delivery = waiting.remove().delivery();
        if (waiting.isEmpty()) {
            items = null;
        }
        return delivery;
    }
}

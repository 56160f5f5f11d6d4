package dev.chatroom.core.reading;

import dev.chatroom.core.broadcast.Delivery;
import dev.chatroom.core.broadcast.DeliverySink;
import dev.chatroom.core.event.ChatEvent;
import java.util.Collection;
import java.util.Objects;

/** Puts deliveries into a collection, up to a number. */
public final class CollectingSink implements DeliverySink<ChatEvent> {
    private final Collection<? super Delivery<ChatEvent>> target;
    private final int most;
    private int taken;

    public CollectingSink(Collection<? super Delivery<ChatEvent>> target, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("to drain is to take at least 1, not " + most);
        }
        this.target = Objects.requireNonNull(target, "no target");
        this.most = most;
    }

    /** How many it has taken. */
    public int taken() {
        return taken;
    }

    @Override
    public boolean take(Delivery<ChatEvent> delivery) {
        target.add(delivery);
        taken++;
        return taken < most;
    }
}

package dev.chatroom.server.cluster.people;

import dev.chatroom.core.IdGenerator;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Growing ids of events that no other node gives at the same time: milliseconds in the upper bits, as {@link IdGenerator#timeOrdered}
 * has them, then a counter, and the lowest ten bits are the node's. For any thread.
 */
final class NodeEventIds implements IdGenerator {
    private static final int NODE_BITS = 10;

    private final InstantSource clock;
    private final AtomicLong last;
    private final long node;

    /** @param instance the number of this process; of 1,024 that were begun one after the other, no two are alike here */
    NodeEventIds(long instance, InstantSource clock) {
        this.clock = clock;
        this.node = instance & ((1L << NODE_BITS) - 1);
        this.last = new AtomicLong(node);
    }

    @Override
    public long next() {
        return last.accumulateAndGet(
                clock.millis() << COUNTER_BITS | node, (before, now) -> Math.max(before + (1L << NODE_BITS), now));
    }
}

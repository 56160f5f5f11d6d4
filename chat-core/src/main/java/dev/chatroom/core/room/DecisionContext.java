package dev.chatroom.core.room;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.memory.ListBudget;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What decisions need beside the state of their room.
 *
 * @param limits how much there may be of anything
 * @param eventIds gives each event its id
 * @param clock gives each event its time
 * @param lists how much memory lists may take in all rooms
 */
public record DecisionContext(Limits limits, LongSupplier eventIds, InstantSource clock, ListBudget lists) {

    /** The bound on a number or length. */
    int limit(Limit limit) {
        return limits.of(limit);
    }

    long nextEventId() {
        return eventIds.getAsLong();
    }

    Instant now() {
        return clock.instant();
    }
}

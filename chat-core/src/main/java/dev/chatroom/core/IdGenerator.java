package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that are unique for as long as the generator lives. Safe for any number of threads, never blocks. */
@FunctionalInterface
public interface IdGenerator {
    /** The lower bits of an id that is ordered by time. */
    int COUNTER_BITS = 20;

    /** An id that was never returned before; positive. */
    long next();

    /** 1, 2, 3, …: short ids, for people to read. They begin anew with each generator. */
    static IdGenerator sequential() {
        return sequentialAfter(0);
    }

    /** Goes on after an id of an earlier generator. */
    static IdGenerator sequentialAfter(long last) {
        return new AtomicLong(last)::incrementAndGet;
    }

    /**
     * Growing ids that are unique across restarts as well: milliseconds of the clock in the upper 43 bits, a counter in
     * the lower 20. They exceed 2<sup>53</sup>; see {@link ChatEvent#idText}. A clock that is set back, or more than a million ids in a millisecond, make the ids run ahead of
     * the clock, and they stay unique for as long as the process lives.
     */
    static IdGenerator timeOrdered(Clock clock) {
        return timeOrderedAfter(clock, 0);
    }

    /**
     * When an id was made by {@link #timeOrdered}, to the millisecond. It may be later than the event of that id if the ids ran ahead
     * of the clock.
     */
    static Instant timeOf(long id) {
        return Instant.ofEpochMilli(id >> COUNTER_BITS);
    }

    /** As {@link #timeOrdered}, all greater than an id of an earlier process, even if the clock has been set back since. */
    static IdGenerator timeOrderedAfter(Clock clock, long earlier) {
        AtomicLong last = new AtomicLong(earlier);
        return () -> last.accumulateAndGet(clock.millis() << COUNTER_BITS, (before, now) -> Math.max(before + 1, now));
    }
}

package dev.chatroom.core;

import dev.chatroom.core.event.ChatEvent;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that are unique for as long as the generator lives. Safe for any number of threads, never blocks. */
@FunctionalInterface
public interface IdGenerator {

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

    /** As {@link #timeOrdered}, all greater than an id of an earlier process, even if the clock has been set back since. */
    static IdGenerator timeOrderedAfter(Clock clock, long earlier) {
        AtomicLong last = new AtomicLong(earlier);
        return () -> last.accumulateAndGet(clock.millis() << 20, (before, now) -> Math.max(before + 1, now));
    }
}

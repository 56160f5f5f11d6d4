package dev.chatroom.core.people;

import dev.chatroom.core.memory.MemoryBudget;
import org.jspecify.annotations.Nullable;

/** What a user has asked of rooms, as far as it goes on. For who acts for the user, except where said. */
public final class OwnRequests {
    /** Null as long as nothing has been marked. Set by who acts for the user. */
    private volatile @Nullable RequestMarks marks;

    /** Null as long as nothing that the user said was underway. Set by who acts for the user. */
    private volatile @Nullable LinesUnderway lines;

    private volatile boolean ended;

    /** What the user does from now on has this mark; null for none. */
    public void set(@Nullable Object mark) {
        RequestMarks known = marks == null && mark != null ? new RequestMarks() : marks;
        marks = known;
        if (known != null) {
            known.set(mark);
        }
    }

    /** The mark of what the user does now; null for none. */
    public @Nullable Object current() {
        RequestMarks known = marks;
        return known == null ? null : known.current();
    }

    /** What the user did with this mark has become this event. For any thread. */
    public void mark(@Nullable Object mark, long event, MemoryBudget memory) {
        RequestMarks known = marks;
        if (known != null && mark != null) {
            known.mark(mark, event, memory);
        }
    }

    /** What {@link RequestMarks#take} says. For any thread. */
    public @Nullable Object take(long event) {
        RequestMarks known = marks;
        return known == null ? null : known.take(event);
    }

    /** Counts what is underway. */
    public LinesUnderway lines() {
        LinesUnderway known = lines;
        if (known == null) {
            known = new LinesUnderway();
            lines = known;
            if (ended) {
                known.close();
            }
        }
        return known;
    }

    /** What {@link LinesUnderway#awaitNone} says. */
    public void awaitPlaces() {
        LinesUnderway known = lines;
        if (known != null) {
            known.awaitNone();
        }
    }

    /** The user has gone: nothing is kept, and nobody waits. For any thread. */
    public void end() {
        ended = true;
        RequestMarks known = marks;
        if (known != null) {
            known.end();
        }
        LinesUnderway awaited = lines;
        if (awaited != null) {
            awaited.close();
        }
    }
}

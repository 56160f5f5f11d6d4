package dev.chatroom.core.room;

import dev.chatroom.core.room.RoomCheckpoint.Crowd;
import java.time.Duration;
import java.time.Instant;

/**
 * How many have come into a large room and left it since the room was told last: in numbers, since nobody could read the
 * names. Part of {@link RoomState}.
 */
public final class JoinLeaveSummary {
    private static final Duration BETWEEN_SUMMARIES = Duration.ofSeconds(3);

    private int joined;
    private int left;
    private Instant toldAt = Instant.EPOCH;

    /** With nothing to tell. */
    public JoinLeaveSummary() {}

    void countJoin() {
        joined++;
    }

    void countLeave() {
        left++;
    }

    /** The room has been told, and counting begins anew. */
    void reset(Instant at) {
        joined = 0;
        left = 0;
        toldAt = at;
    }

    void restore(Crowd crowd) {
        joined = crowd.joined();
        left = crowd.left();
        toldAt = crowd.toldAt();
    }

    Crowd counts() {
        return new Crowd(joined, left, toldAt);
    }

    public int joined() {
        return joined;
    }

    public int left() {
        return left;
    }

    public boolean isEmpty() {
        return joined == 0 && left == 0;
    }

    /** Whether there is something to tell, and the last time was long enough ago; a clock that was set back holds up nothing. */
    boolean isDue(Instant now) {
        boolean tooSoon = Duration.between(toldAt, now).abs().compareTo(BETWEEN_SUMMARIES) < 0;
        return !tooSoon && !isEmpty();
    }
}

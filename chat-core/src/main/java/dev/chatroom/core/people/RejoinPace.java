package dev.chatroom.core.people;

import dev.chatroom.core.limit.Limit;
import dev.chatroom.core.limit.Limits;
import dev.chatroom.core.text.RoomName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which rooms a user has left, and how soon the user comes back to them: whoever comes and goes all the time is seen by
 * all, even if they may not speak. A few times at once are free, and one more each time after a while. Owned by who acts
 * for the user.
 */
public final class RejoinPace {
    /** Keys of rooms, the one left longest ago first. */
    private final Set<String> left = new LinkedHashSet<>();

    /** When all returns are free again, by the chat's clock in milliseconds. */
    private long freeAt = Long.MIN_VALUE;

    /** Remembers that a user leaves a room; of such rooms, as many as one may be in. */
    public void remember(RoomName room, Limits limits) {
        left.remove(room.key());
        if (left.size() >= limits.of(Limit.ROOMS_PER_USER)) {
            left.remove(left.iterator().next());
        }
        left.add(room.key());
    }

    /** Takes leave to come into a room: zero if granted, else how long to wait before the next attempt. */
    public Duration take(RoomName room, Limits limits, long nowMillis) {
        int atOnce = limits.of(Limit.RETURNS);
        if (atOnce == 0 || !left.contains(room.key())) {
            return Duration.ZERO;
        }
        long pause = Duration.ofSeconds(limits.of(Limit.RETURN_SECONDS)).toMillis();
        long most = nowMillis + pause * atOnce;
        // A clock that was set back costs no more than all returns at once do.
        freeAt = Math.min(Math.max(freeAt, nowMillis), most);
        if (freeAt + pause > most) {
            return Duration.ofMillis(freeAt + pause - most);
        }
        freeAt += pause;
        return Duration.ZERO;
    }
}

package dev.chatroom.core;

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
final class RejoinPace {
    /** Keys of rooms, the one left longest ago first. */
    private final Set<String> left = new LinkedHashSet<>();

    /** When all returns are free again, by the chat's clock in milliseconds. */
    private long freeAt = Long.MIN_VALUE;

    /** Remembers that a user leaves a room; of such rooms, as many as one may be in. */
    static void remember(Membership leaving, Limits limits) {
        User user = leaving.user();
        if (user.returns == null) {
            user.returns = new RejoinPace();
        }
        Set<String> left = user.returns.left;
        String room = leaving.room().name().key();
        left.remove(room);
        if (left.size() >= limits.of(Limit.ROOMS_PER_USER)) {
            left.remove(left.iterator().next());
        }
        left.add(room);
    }

    /** Takes leave to come into a room: zero if granted, else how long to wait before the next attempt. */
    Duration take(RoomName room, Limits limits, long nowMillis) {
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

package dev.chatroom.core.event;

import java.util.Optional;
import java.util.Set;

/**
 * For whom a message in a room is.
 *
 * @param rank the rank that was needed; absent if it is for everybody
 * @param users the ids of its author and of those who had the rank when it was sent; empty if it is for everybody
 */
public record Audience(Optional<Rank> rank, Set<Long> users) {
    /** All members. */
    public static final Audience EVERYBODY = new Audience(Optional.empty(), Set.of());

    /** Whether everybody may read it. */
    public boolean isEverybody() {
        return rank.isEmpty();
    }

    /** Whether this user may read it. */
    public boolean includes(long userId) {
        return isEverybody() || users.contains(userId);
    }
}

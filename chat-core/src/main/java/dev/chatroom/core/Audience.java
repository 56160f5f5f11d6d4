package dev.chatroom.core;

import java.util.Set;

/**
 * For whom a message in a room is.
 *
 * @param users the ids of those who had the rank when it was sent; empty if it is for everybody
 */
public record Audience(Set<Long> users) {
    /** All members. */
    public static final Audience EVERYBODY = new Audience(Set.of());

    /** Whether everybody may read it. */
    public boolean isEverybody() {
        return users.isEmpty();
    }

    /** Whether this user may read it. */
    public boolean includes(long userId) {
        return isEverybody() || users.contains(userId);
    }
}

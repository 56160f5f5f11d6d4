package dev.chatroom.core;

import dev.chatroom.core.event.Rank;
import java.util.Set;

/**
 * Where somebody was whom other nodes took for gone.
 *
 * @param ranks what they were there
 * @param left the sequence of the event by which they went
 */
record LostPlace(User user, Room room, Set<Rank> ranks, long left) {}

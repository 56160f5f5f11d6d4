package dev.chatroom.core.room;

import dev.chatroom.core.event.Topic;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;
import java.util.Comparator;

/**
 * A line in a list of rooms.
 *
 * @param topic its topic
 * @param createdAt since when there is this room
 * @param secret whether only its members may know of it
 * @param present how many members the room has
 */
public record RoomSummary(RoomName name, Topic topic, Instant createdAt, boolean secret, int present) {
    /** As rooms are listed: the fullest first, and by name if as many are there. */
    public static final Comparator<RoomSummary> FULLEST_FIRST = Comparator.comparingInt(RoomSummary::present)
            .reversed()
            .thenComparing(summary -> summary.name().key());
}

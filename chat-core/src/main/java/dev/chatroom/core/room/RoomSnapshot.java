package dev.chatroom.core.room;

import dev.chatroom.core.event.Topic;
import dev.chatroom.core.text.RoomName;
import java.time.Instant;

/**
 * What is left of a room when nobody is in it, so that it can go on later: all that it is but its members, and what goes with
 * them, ranks and invitations. Immutable.
 *
 * @param name as it was written by whoever made the room
 * @param createdAt since when there is this room
 * @param topic its topic
 * @param modes how it is run
 * @param position the sequence of the last event that this includes, 0 before the first
 */
public record RoomSnapshot(RoomName name, Instant createdAt, Topic topic, RoomModes modes, long position) {

    /** Whether somebody has made the room other than new rooms are. */
    public boolean isArranged() {
        return topic.isSet() || !modes.equals(RoomModes.STANDARD);
    }
}
